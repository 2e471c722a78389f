/** Bundles the server and the command lines (under a second) and builds the studio (a minute or two). */
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

/** Names in dist/ and what they are made of. */
const entries = {
  server: 'scripts/start.ts',
  demo: 'scripts/demo.ts',
  doctor: 'scripts/doctor.ts',
  import: 'scripts/import.ts',
  admin: 'scripts/admin.ts',
  bench: 'scripts/bench/index.ts',
  screenshots: 'scripts/screenshots.ts',
  'channel-table': 'scripts/channel-table.ts',
}

/** Started by the code itself, from beside it. */
const programs = { 'office-child': 'src/render/documents/office-child.mjs' }

/** Native, or read by a path of their own. */
const unbundled = [
  '@ffmpeg-installer/ffmpeg',
  '@ffprobe-installer/ffprobe',
  '@takumi-rs/core',
  'drizzle-kit',
  'esbuild',
  'fluent-ffmpeg',
  'libsql',
  'next',
  'pino',
  'sharp',
]

/**
 * `what` maps names to sources: by default every command line of the repository, into dist/. With `isWhole` the packages
 * are bundled too: it takes longer, and Payload then starts in a third of the time, but not the one that Next loads.
 */
export async function bundle(what = entries, outdir = 'dist', { isWhole = false } = {}) {
  await build({
    entryPoints: Object.fromEntries(
      Object.entries({ ...what, ...programs }).filter(([, file]) => existsSync(file)),
    ),
    outdir,
    bundle: true,
    // Shared code lives in chunks, so that every entry of one process sees the same modules.
    splitting: true,
    ...(isWhole
      ? {
          external: unbundled,
          // For packages in CommonJS.
          banner: {
            js: "import { createRequire as requirer } from 'node:module'; const require = requirer(import.meta.url);",
          },
        }
      : { packages: 'external' }),
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['production'],
    // Of whole packages they weigh more than the code, and are read at an error.
    sourcemap: !isWhole,
    logLevel: 'warning',
  })
}

const mark = path.join('.next', 'zuimei-source')

/** Hash over everything the studio is built from. */
function sourceHash() {
  const hash = createHash('sha256')
  const add = (file) => hash.update(`${file}\0`).update(readFileSync(file))
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const file = path.join(folder, entry.name)
      if (entry.isDirectory()) walk(file)
      else add(file)
    }
  }
  walk('src')
  for (const file of [
    'payload.config.ts',
    'next.config.ts',
    'package-lock.json',
    'tsconfig.json',
    'scripts/own-styles.cjs',
  ])
    add(file)
  return hash.digest('hex')
}

/** Whether `.next` is the finished build of the code as it stands. */
export function isStudioCurrent() {
  return existsSync(mark) && readFileSync(mark, 'utf8') === sourceHash()
}

/**
 * `next build` unless the last one is of the same sources; resolves with the exit code. The mark is removed first and
 * written last: a build that was cut off is never taken for one.
 */
export async function buildStudio({ isForced = false, isQuiet = false, signal } = {}) {
  if (!isForced && isStudioCurrent()) return 0
  rmSync(mark, { force: true })
  rmSync(path.join('.next', 'BUILD_ID'), { force: true })
  const hash = sourceHash()
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/next-build.mjs'], {
      stdio: ['pipe', ...(isQuiet ? ['ignore', 'ignore'] : ['inherit', 'inherit'])],
      // The configuration is read while building and wants a secret; none is written into the build.
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        PAYLOAD_SECRET: process.env.PAYLOAD_SECRET || randomBytes(32).toString('hex'),
      },
      ...(signal ? { signal } : {}),
    })
    child.on('error', () => resolve(1))
    child.on('exit', (exit) => resolve(exit ?? 1))
  })
  if (code === 0) writeFileSync(mark, hash)
  return code
}
