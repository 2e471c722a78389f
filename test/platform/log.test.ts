import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createLog, logTo } from '../../src/platform/log.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'zuimei-log-'))
const file = path.join(folder, 'deeper', 'error.log')
logTo(file)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the log', () => {
  it('says what failed and where, but not with whose data', () => {
    const driver = Object.assign(new Error('SQLITE_FULL: database or disk is full'), { code: 'SQLITE_FULL' })
    const failed = new Error(
      'Failed query: insert into "honorees" ("name", "private_phone") values (?, ?)\nparams: 王翀,13800138000',
      { cause: driver },
    )
    const twice = new Error('E11000 duplicate key error index: name_1 dup key: { name: "王翀" }')
    const log = createLog('error')
    log.error({ err: failed })
    log.error(twice)
    log.error(failed, 'in words')
    log.error({ token: 'zm_secret' }, 'third')
    log.info('nothing of this')
    const text = readFileSync(file, 'utf8')
    expect(text).not.toMatch(/王翀|13800138000|zm_secret|nothing of this/)
    const [first, second, third] = text
      .trim()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as { msg: string; err: { message: string; stack: string[]; cause?: object } },
      )
    expect([first?.msg, third?.msg]).toEqual([first?.err.message, 'in words'])
    expect(first?.err.message).toBe(
      'Failed query: insert into "honorees" ("name", "private_phone") values (?, ?)',
    )
    expect(first?.err.stack[0]).toContain('log.test.ts')
    expect(first?.err.cause).toMatchObject({ code: 'SQLITE_FULL' })
    expect(second?.err.message).toBe('E11000 duplicate key error index: name_1 dup key')
  })
})
