/**
 * `node scripts/run.mjs NAME [args]`: the one launcher behind every npm script. Works on a fresh clone: installs what
 * package-lock.json names, bundles the code and runs it. Plain JavaScript, no dependency.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
process.chdir(root)

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const isSupported = major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major > 22
if (!isSupported) {
  console.error(
    `当前 Node.js 版本是 ${process.versions.node}，本系统需要 20.19、22.12 或更新的长期支持版（推荐 24），请升级后再运行。`,
  )
  process.exit(1)
}

/** Runs a program in our terminal; resolves with its exit code. Ctrl-C reaches it directly, we wait for its orderly end. */
function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: 'inherit',
      env: { ...process.env, ...env },
      // npm is a .cmd file on Windows.
      shell: process.platform === 'win32' && command === 'npm',
    })
    const pass = (signal) => child.kill(signal)
    process.on('SIGTERM', pass)
    process.on('SIGINT', () => {})
    child.on('error', (error) => {
      console.error(`无法运行 ${command}：${error.message}`)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

/** Installs when node_modules is not what the lock file says; the mark is written last, so a cut install is done again. */
async function install() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  const mark = path.join('node_modules', '.zuimei-lock')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return
  if (
    process.env.npm_command !== 'ci' &&
    existsSync('node_modules') &&
    existsSync('node_modules/.package-lock.json')
  ) {
    // Installed by hand with npm: trust npm's own book-keeping when it is newer than the lock file.
    const { statSync } = await import('node:fs')
    if (statSync('node_modules/.package-lock.json').mtimeMs >= statSync('package-lock.json').mtimeMs) return
  }
  console.log('首次运行：正在安装依赖（约 1 至 2 分钟，需要联网）……')
  // Not `npm ci`: it refuses a lock file that lacks other platforms' optional binaries, which npm leaves out when the
  // registry it was written with does not serve them. Versions come from the lock file all the same, and it stays as it is.
  const code = await run('npm', [
    'install',
    '--no-save',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ])
  if (code !== 0) {
    console.error('依赖安装没有成功，请检查网络后重新运行同一条命令。')
    process.exit(code)
  }
  mkdirSync('node_modules', { recursive: true })
  writeFileSync(mark, lock)
}

const [name = 'demo', ...args] = process.argv.slice(2)
await install()

if (name === 'test') {
  process.exit(await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args]))
}

const { bundle } = await import(pathToFileURL(path.join(root, 'scripts', 'build.mjs')).href)
await bundle()
if (name === 'build') {
  const { buildStudio } = await import(pathToFileURL(path.join(root, 'scripts', 'build.mjs')).href)
  process.exit(await buildStudio({ isForced: args.includes('--force') }))
}
const entry = path.join('dist', `${name}.js`)
if (!existsSync(entry)) {
  console.error(`没有名为“${name}”的命令。`)
  process.exit(1)
}
// The demo serves a production build on this machine alone; ZUIMEI_DEMO lets it make its own secret.
const env =
  name === 'demo'
    ? { NODE_ENV: 'production', ZUIMEI_DEMO: '1' }
    : name === 'server'
      ? { NODE_ENV: 'production' }
      : {}
// Without the production condition the lexical package hangs at random in plain Node 20.
process.exit(
  await run(process.execPath, ['--conditions=production', '--enable-source-maps', entry, ...args], env),
)
