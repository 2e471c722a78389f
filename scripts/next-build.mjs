/**
 * `next build` that ends with whoever started it: our standard input is its pipe and closes when it is gone, even
 * killed outright. Else the build would hold Next's lock, and the build of the next start would be refused.
 */
const end = () => process.exit(1)
process.stdin.on('end', end).on('error', end).resume()
// A finished build does not wait for its starter.
process.stdin.unref()
process.argv.splice(2, 0, 'build')
await import('next/dist/bin/next')
