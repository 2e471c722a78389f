/** A wrong variable stops the start with a sentence that names it; a good environment starts with nothing set. */
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { queueOf, storeOf } from '../../src/platform/adapters.ts'
import { EnvironmentRefused, readEnv } from '../../src/platform/env.ts'
import { localSecret } from '../../src/platform/secret.ts'

const folder = (): string => mkdtempSync(path.join(os.tmpdir(), 'zuimei-env-'))
const strong = '9f2c4e7a1b6d8035c7e9f1a2b4d6e8f0'

const refusalOf = (variables: Record<string, string>): string => {
  try {
    readEnv(variables, folder())
  } catch (error) {
    if (error instanceof EnvironmentRefused) return error.message
    throw error
  }
  return ''
}

describe('readEnv', () => {
  it('needs nothing on a bare machine and keeps the secret it makes', () => {
    const root = folder()
    const first = readEnv({}, root)
    const second = readEnv({}, root)
    expect(first.payloadSecret).toMatch(/^[0-9a-f]{64}$/)
    expect(second.payloadSecret).toBe(first.payloadSecret)
    expect(first).toMatchObject({
      isProduction: false,
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
    })
    expect([...first.roles].sort()).toEqual(['delivery', 'studio', 'worker'])
    expect(statSync(path.join(root, 'media', 'secret')).mode & 0o077).toBe(0)
  })

  it.each([
    [{ NODE_ENV: 'production' }, /PAYLOAD_SECRET 未设置/],
    [{ NODE_ENV: 'production', PAYLOAD_SECRET: 'short' }, /只有 5 个字符/],
    [{ NODE_ENV: 'production', PAYLOAD_SECRET: 'a'.repeat(64) }, /过于简单/],
    [{ NODE_ENV: 'production', PAYLOAD_SECRET: `changeme-${strong}` }, /过于简单/],
    [{ PORT: 'abc' }, /PORT 的值是“abc”/],
    [{ PORT: '70000' }, /1 至 65535/],
    [{ PUBLIC_URL: 'zuimei.example.cn' }, /PUBLIC_URL/],
    [{ DATABASE_URL: 'postgres://user:hunter2@db/x' }, /DATABASE_URL 无法识别/],
    [{ ZUIMEI_ROLES: 'studio,cook' }, /“cook”/],
    [{ FILM_SLOTS: '0' }, /FILM_SLOTS/],
    [{ STORE: 's3' }, /STORE 的值是“s3”，只能是 folder（MEDIA_DIR 文件夹），请改正后再启动。/],
    [{ QUEUE: 'redis' }, /QUEUE 的值是“redis”，只能是 process（进程内队列）/],
    [{ PROCESSES: '2' }, /PROCESSES 的值是“2”，只能是 one（[^）]*）或 many（/],
    [{ GRACE_SECONDS: '-1' }, /GRACE_SECONDS/],
    [{ SMTP_URL: 'http://u:hunter2@mail', MAIL_FROM: 'a@b.cn' }, /^(?!.*hunter2).*SMTP_URL 无法识别/],
    [{ SMTP_URL: 'smtp://mail' }, /SMTP_URL 和 MAIL_FROM 应同时设置/],
  ])('refuses %o', (variables, expected) => {
    expect(refusalOf(variables)).toMatch(expected)
  })

  it('names every wrong variable at once and repeats no password', () => {
    const message = refusalOf({ PORT: 'x', DATABASE_URL: 'mysql://root:hunter2@db', ZUIMEI_ROLES: 'y' })
    expect(message.split('\n')).toHaveLength(3)
    expect(message).not.toContain('hunter2')
  })

  it.each([
    [{}, 'sqlite', 'one'],
    // Several processes of one machine may share a SQLite file, and one may have a MongoDB for itself: it is said, not guessed.
    [{ DATABASE_URL: 'file:/data/z.db', PROCESSES: 'many' }, 'sqlite', 'many'],
    [{ DATABASE_URL: 'mongodb://db/z' }, 'mongodb', 'one'],
    [{ DATABASE_URL: 'mongodb+srv://db/z', PROCESSES: 'many' }, 'mongodb', 'many'],
  ])('states of %o each concern by itself', (variables, database, processes) => {
    const read = readEnv(variables, folder())
    expect(read).toMatchObject({ database, processes, store: 'folder', queue: 'process', graceSeconds: 25 })
  })

  it('starts in production with a strong secret, listening for everybody, without the bundled ffmpeg', () => {
    const read = readEnv(
      { NODE_ENV: 'production', PAYLOAD_SECRET: strong, PUBLIC_URL: 'https://a.example/' },
      folder(),
    )
    expect(read).toMatchObject({
      isProduction: true,
      host: '0.0.0.0',
      publicUrl: 'https://a.example',
      allowsBundledFfmpeg: false,
    })
  })
})

it('opens the store and the queue that the environment names', async () => {
  const settings = readEnv({ MEDIA_DIR: folder(), STORE: 'folder', QUEUE: 'process' }, '/')
  expect(await storeOf(settings).size('originals/none.txt')).toBeNull()
  const done: string[] = []
  const queue = queueOf(
    settings,
    async ({ honoreeId }) => {
      done.push(honoreeId)
    },
    (id, error) => {
      throw new Error(id, { cause: error })
    },
  )
  queue.add({ honoreeId: 'h1', group: { kind: 'poster', subject: 'h1' } })
  await queue.idle()
  expect(done).toEqual(['h1'])
})

it('explains every variable in .env.example', () => {
  const source = readFileSync(path.resolve(import.meta.dirname, '../../src/platform/env.ts'), 'utf8')
  const used = new Set([...source.matchAll(/variables\.([A-Z_]+)/g)].map((match) => match[1] ?? ''))
  // Set by the demo's launcher alone.
  used.delete('ZUIMEI_DEMO')
  const example = readFileSync(path.resolve(import.meta.dirname, '../../.env.example'), 'utf8')
  for (const name of used) expect(example).toMatch(new RegExp(`^(# )?${name}=`, 'm'))
})

it('gives all who ask at once the same secret', async () => {
  const root = folder()
  const secrets = await Promise.all(Array.from({ length: 20 }, async () => localSecret(root)))
  expect(new Set(secrets).size).toBe(1)
})

describe('env', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  it.each(['UTC', 'Asia/Shanghai', 'America/New_York'])(
    'writes dates by Beijing’s clock on a machine in %s',
    async (zone) => {
      vi.stubEnv('TZ', zone)
      vi.stubEnv('MEDIA_DIR', folder())
      vi.resetModules()
      const { env } = await import('../../src/platform/env.ts')
      env()
      const at = new Date('2026-11-26T09:58:00.000Z')
      expect(at.getHours()).toBe(17)
      expect(new Intl.DateTimeFormat('sv-SE', { timeStyle: 'short' }).format(at)).toBe('17:58')
    },
  )
})
