/** A command that cannot start says why in one Chinese sentence with the remedy: no stack, no English, no silence. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programs, root } from '../fixtures/programs.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'zuimei-failures-'))
const taken = createServer()
const at = (name: string): string => path.join(folder, name)
let takenPort = 0
let fileOf: Awaited<ReturnType<typeof programs>>

beforeAll(async () => {
  fileOf = await programs()
  mkdirSync(at('spoilt'))
  writeFileSync(at('spoilt/zuimei.db'), randomBytes(20_000))
  writeFileSync(at('a-file'), '')
  mkdirSync(at('empty'))
  taken.listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  takenPort = address && typeof address === 'object' ? address.port : 0
})

afterAll(() => {
  taken.close()
  rmSync(folder, { recursive: true, force: true })
})

async function run(
  name: Command,
  variables: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<{ code: number; out: string }> {
  const child = spawn(
    process.execPath,
    ['--conditions=production', '--enable-source-maps', fileOf(name), ...args],
    {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: 'production',
        ZUIMEI_DEMO: '1',
        MEDIA_DIR: at('media'),
        PORT: String(33_500 + (process.pid % 20_000)),
        ...variables,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      out += chunk.toString()
    })
  const [code] = (await once(child, 'close')) as [number]
  return { code, out }
}

type Command = 'start' | 'demo' | 'doctor' | 'import'
const production = { ZUIMEI_DEMO: '', DATABASE_URL: '' }

describe('a command that cannot go on', () => {
  it.each<[string, Command, () => Record<string, string>, string[], string]>([
    ['no secret in production', 'start', () => production, [], '环境变量 PAYLOAD_SECRET 未设置'],
    [
      'a weak secret in production',
      'start',
      () => ({ ...production, PAYLOAD_SECRET: 'changeme' }),
      [],
      '环境变量 PAYLOAD_SECRET 只有 8 个字符',
    ],
    ['an impossible port', 'demo', () => ({ PORT: '99999' }), [], '环境变量 PORT 的值是“99999”'],
    ['a port in use', 'demo', () => ({ PORT: String(takenPort) }), [], '已被占用'],
    [
      'a file for a folder',
      'demo',
      () => ({ MEDIA_DIR: at('a-file') }),
      [],
      '“a-file”应为文件夹，实际是一个文件',
    ],
    ['a spoilt database', 'demo', () => ({ MEDIA_DIR: at('spoilt') }), [], '数据库文件“zuimei.db”已损坏'],
    ['a spoilt database', 'doctor', () => ({ MEDIA_DIR: at('spoilt') }), [], '数据库文件“zuimei.db”已损坏'],
    ['no such ffmpeg', 'demo', () => ({ FFMPEG_PATH: '/nowhere/ffmpeg' }), [], '指向的程序无法运行'],
    [
      'a database that does not answer',
      'doctor',
      () => ({ DATABASE_URL: 'mongodb://127.0.0.1:1/x?serverSelectionTimeoutMS=500' }),
      [],
      '连不上 MongoDB 数据库',
    ],
    ['an option nobody knows', 'import', () => ({}), ['a', '--bogus'], '无法识别的选项“--bogus”'],
    ['a switch with a value', 'import', () => ({}), ['a', '--dry-run=yes'], '选项“--dry-run”的写法不对'],
    ['a year left out', 'import', () => ({}), ['a', '--year'], '选项“--year”的写法不对'],
    ['no folder', 'import', () => ({}), [], '请写明要导入的文件夹或压缩包'],
    ['two folders', 'import', () => ({}), ['a', 'b'], '一次只能导入一个文件夹或压缩包'],
    ['a year in words', 'import', () => ({}), ['a', '--year', '今年'], '年份“今年”应为四位数字'],
    ['no campaign yet', 'import', () => ({}), [folder, '--year', '1999'], '还没有 1999 年的活动'],
  ])('because of %s says so (%s)', async (_, name, variables, args, sentence) => {
    const { code, out } = await run(name, variables(), args)
    expect(out).toContain(sentence)
    expect(out).not.toMatch(/^\s+at |Error\b|\{"level"/m)
    expect(code).toBeGreaterThan(0)
  })

  it('keeps what only a developer can read in the log file', () => {
    expect(readFileSync(at('spoilt/error.log'), 'utf8')).toContain('SQLITE_NOTADB')
  })
})
