/** The built server as staff run it, on a free loopback port with a store of its own, ended by its process id. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface RunningServer {
  readonly url: string
  /** What the server printed for the first administrator. */
  setupLink(): string
  /** Database and bytes; gone after `stop`. */
  readonly mediaDir: string
  /** Tells it to end, as systems do, and waits for nothing. */
  tell(): void
  /** The exit code, once it has ended by itself. */
  readonly ended: Promise<number | null>
  stop(): Promise<void>
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(address)))
    })
  })

interface Options {
  /** Over what is usual. */
  readonly env?: Readonly<Record<string, string>>
  /** Fills the store, in the server's environment, before the server opens it. */
  readonly prepare?: (env: NodeJS.ProcessEnv) => Promise<void>
}

export async function startBuiltServer({ env: over = {}, prepare }: Options = {}): Promise<RunningServer> {
  for (const file of ['dist/server.js', '.next/BUILD_ID'])
    if (!existsSync(file)) throw new Error(`${file} is missing: run \`npm run build\` first`)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const mediaDir = await mkdtemp(path.join(tmpdir(), 'zuimei-browser-'))
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    ZUIMEI_DEMO: '1',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    MEDIA_DIR: mediaDir,
    DATABASE_URL: `file:${path.join(mediaDir, 'studio.db')}`,
    PAYLOAD_SECRET: randomBytes(32).toString('hex'),
    NEXT_TELEMETRY_DISABLED: '1',
    ...over,
  } as NodeJS.ProcessEnv
  await prepare?.(env)
  const child = spawn(
    process.execPath,
    ['--conditions=production', '--enable-source-maps', 'dist/server.js'],
    {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(String(text)))
  try {
    await untilReady(url, child)
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`the server did not come up:\n${said.join('').slice(-4_000)}`, { cause: error })
  }
  return {
    url,
    setupLink: () => /http\S+\/setup\?code=\S+/.exec(said.join(''))?.[0] ?? '',
    mediaDir,
    tell: () => {
      child.kill('SIGTERM')
    },
    ended,
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await Promise.race([ended, sleep(15_000)])
        if (child.exitCode === null) child.kill('SIGKILL')
      }
      await rm(mediaDir, { recursive: true, force: true })
      if (process.env.BROWSER_TEST_LOG) console.log(said.join(''))
    },
  }
}

/** Until the studio itself answers, not the page that says it is being opened. */
async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 120_000
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`)
    const status = await fetch(`${url}/admin/login`, { redirect: 'manual' }).then(
      (response) => response.status,
      () => 0,
    )
    if (status !== 0 && status !== 503) return
    if (Date.now() > deadline) throw new Error(`last status ${status}`)
    await sleep(250)
  }
}
