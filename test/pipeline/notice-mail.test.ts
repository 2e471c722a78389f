/** Digests by a server that hangs, on a clock that goes on meanwhile, and the morning's mail of the day before. */
import { describe, expect, it } from 'vitest'
import type { MailChoice } from '../../src/domain/notice-mail.ts'
import { type Digest, type MailRecords, sendDigests } from '../../src/pipeline/notice-mail.ts'

type Row = Digest & { dueAt: Date; isSent: boolean }

/** Rows in memory, with the conditions of `cms/records/digest.ts`. */
function openMails(choice: MailChoice, unread: ReadonlyMap<string, readonly Date[]>) {
  const rows: Row[] = []
  const find = (key: string) => rows.find((row) => row.key === key)
  const change = (key: string, changes: Partial<Row>) => Object.assign(find(key) ?? {}, changes)
  const records: MailRecords = {
    mailReaders: async (now) =>
      [...unread].map(([userId, ats]) => ({
        ...{ userId, choice },
        unread: ats.filter((at) => at <= now).map((at) => ({ id: at.toISOString(), at })),
      })),
    digestsOf: async (userId) => rows.filter((row) => row.userId === userId),
    async addDigest(digest, now) {
      if (find(digest.key)) return false
      rows.push({ ...digest, attempts: 0, dueAt: now, isSent: false })
      return true
    },
    dueDigests: async (now) =>
      rows.filter((row) => !row.isSent && row.dueAt <= now).map((row) => ({ ...row })),
    async claimDigest(key, now, until) {
      const row = find(key)
      if (!row || row.isSent || row.dueAt > now) return false
      change(key, { dueAt: until })
      return true
    },
    sentDigest: async (key) => void change(key, { isSent: true }),
    postponeDigest: async (key, attempts, dueAt) => void change(key, { attempts, dueAt }),
    addressOf: async (userId) => `${userId}@staff.test`,
    forgetDigest: async () => {},
    forgetSent: async () => {},
    forgetGivenUp: async () => {},
  }
  return records
}

const instant = (beijing: string): Date => new Date(`2026-05-${beijing}:00.000+08:00`)
const minute = 60_000

describe('digests', () => {
  it('of the morning tell of what came by eight, however late, and of no more until the next', async () => {
    const mails = openMails(
      'daily',
      new Map([['u', [instant('20T22:00'), instant('21T08:00'), instant('21T10:13')]]]),
    )
    const letters: string[] = []
    let now = instant('21T07:59')
    const ports = {
      mails,
      clock: () => now,
      send: async ({ subject }: { subject: string }) => void letters.push(subject),
      publicUrl: 'https://studio.test',
      onFailure: () => {},
    }
    const run = async (at: string) => {
      now = instant(at)
      await sendDigests(ports)
      return letters.splice(0)
    }
    expect(await run('21T07:59')).toEqual([])
    expect(await run('21T08:07')).toEqual(['最美宣传系统：您有 2 条新通知'])
    expect(await run('21T10:14')).toEqual([])
    expect(await run('22T07:59')).toEqual([])
    expect(await run('22T08:00')).toEqual(['最美宣传系统：您有 1 条新通知'])
  })

  it('are claimed when they are sent, so that no second process sends what a slow one is sending', async () => {
    const at = instant('21T09:00')
    const mails = openMails('hourly', new Map(['a', 'b', 'c'].map((user) => [user, [at]])))
    let now = instant('21T09:01')
    const sent: string[] = []
    const ports = { mails, clock: () => now, publicUrl: 'https://studio.test', onFailure: () => {} }
    const quick = { ...ports, send: async ({ to }: { to: string }) => void sent.push(to) }
    const slow = {
      ...ports,
      async send(letter: { to: string }) {
        // Four minutes a letter: less than a claim lasts, and two are more.
        now = new Date(now.getTime() + 4 * minute)
        if (letter.to.startsWith('b')) await sendDigests(quick)
        await quick.send(letter)
      },
    }
    await sendDigests(slow)
    expect(sent.toSorted()).toEqual(['a@staff.test', 'b@staff.test', 'c@staff.test'])
  })

  it('are given up for this time by the first that finds no server, not by one that is refused', async () => {
    const at = instant('21T09:00')
    const answer = async (code: string) => {
      const mails = openMails('hourly', new Map(['a', 'b', 'c'].map((user) => [user, [at]])))
      let asked = 0
      await sendDigests({
        ...{ mails, clock: () => instant('21T09:01'), publicUrl: 'https://studio.test', onFailure: () => {} },
        async send() {
          asked += 1
          throw Object.assign(new Error('no'), { code })
        },
      })
      return asked
    }
    expect([await answer('ETIMEDOUT'), await answer('EENVELOPE')]).toEqual([1, 3])
  })
})
