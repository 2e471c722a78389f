/** What each role is told, from the history and from how things stand. */
import { describe, expect, it } from 'vitest'
import type { EventKind } from '../../src/domain/event.ts'
import { type NoticeEvent, type NoticeFacts, noticesFor } from '../../src/domain/notice.ts'
import type { Role } from '../../src/domain/role.ts'

const now = new Date('2026-05-21T04:00:00.000Z')
let made = 0
const event = (
  kind: EventKind,
  title: string,
  more: Partial<Omit<NoticeEvent, 'kind'>> = {},
): NoticeEvent => ({
  id: `e${++made}`,
  kind,
  actor: { kind: 'user', id: 'u-else', name: '王敏' },
  subject: { collection: 'releases', id: `s${made}`, title },
  at: new Date('2026-05-20T02:00:30.000Z'),
  note: '',
  channelId: null,
  ...more,
})
const none: NoticeFacts = {
  events: [],
  publishedIds: new Set(),
  screenChannelIds: new Set(['bus', 'metro']),
  refused: [],
  failed: [],
  campaigns: [],
  isSpaceShort: false,
}
const told = (role: Role, facts: Partial<NoticeFacts>, at = now) =>
  noticesFor({ id: 'me', role }, { ...none, ...facts }, at)

describe('notices', () => {
  const byUnit = { kind: 'unit', id: 'link', name: '沈阳甲学会（交件链接）' } as const

  it('tell of what a unit handed in, urgently where the person is published, and not of staff’s own imports', () => {
    const subject = (id: string) => ({ collection: 'honorees', id, title: '张䶮' })
    const events = [
      event('imported', '', { actor: byUnit, subject: subject('h1'), note: '导入 2 个文件' }),
      event('imported', '', { actor: byUnit, subject: subject('h2'), note: '新建人选，导入 1 个文件' }),
      event('imported', '', { subject: subject('h3') }),
    ]
    const found = told('editor', { events, publishedIds: new Set(['h1']) })
    expect(found.map(({ to, isUrgent }) => [to, isUrgent])).toEqual([
      ['collections/honorees/h1', true],
      ['collections/honorees/h2', false],
    ])
    expect(found[0]?.text).toMatch(/^沈阳甲学会（交件链接）交来张䶮的材料（导入 2 个文件）。.*更正。$/)
    expect(told('operator', { events })).toEqual([])
  })

  it('tell of releases taken back at once as one, to operators only of screens, and not to who did it', () => {
    const events = ['bus', 'metro', 'douyin', 'kuaishou'].map((channelId) =>
      event('withdrawn', `李翀 · ${channelId}`, { channelId }),
    )
    expect(told('editor', { events }).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^王敏撤回了 4 项展示：“李翀 · bus”、“李翀 · metro”、“李翀 · douyin”等。/),
    ])
    expect(told('operator', { events })[0]?.text).toMatch(/^王敏撤回了 2 项展示/)
    const mine = events.map((one) => ({ ...one, actor: { kind: 'user', id: 'me', name: '我' } as const }))
    expect(told('editor', { events: mine })).toEqual([])
  })

  it('tell operators what is new on their screens, and nobody else', () => {
    const events = [
      event('released', '李翀 · bus', { channelId: 'bus' }),
      event('released', '李翀 · douyin', { channelId: 'douyin' }),
    ]
    expect(told('operator', { events })).toMatchObject([{ kind: 'shown', to: 'collections/screens' }])
    expect(told('chief', { events })).toEqual([])
  })

  it('keep their id as long as they say the same, and take a new one when there is more', () => {
    const refused = { handInId: 'i', from: '沈阳甲学会为张䶮', files: 1, newestId: 'f1', at: now }
    const id = (one: typeof refused) => told('editor', { refused: [one] })[0]?.id
    expect(id(refused)).toBe(id({ ...refused }))
    expect(id({ ...refused, files: 2, newestId: 'f2' })).not.toBe(id(refused))
    const failed = { honoreeId: 'h', name: '张䶮', files: 1, at: now }
    expect(told('editor', { failed: [failed] })[0]).toMatchObject({ kind: 'failed', isUrgent: true })
  })

  it('tell of a deadline from three days before until it is over', () => {
    const submissionsUntil = new Date('2026-05-23T16:00:00.000Z')
    const campaigns = [{ id: 'c', label: '2026 年', submissionsUntil, until: '2026年5月23日 24:00' }]
    const at = (text: string) => told('editor', { campaigns }, new Date(text)).map(({ text: said }) => said)
    expect(at('2026-05-20T15:59:59.000Z')).toEqual([])
    expect(at('2026-05-20T16:00:00.000Z')).toEqual([
      expect.stringContaining('2026年5月23日 24:00，只剩 3 天'),
    ])
    expect(at('2026-05-23T15:00:00.000Z')).toEqual([expect.stringContaining('只剩 1 天')])
    expect(at('2026-05-23T16:00:00.000Z')).toEqual([])
  })

  it('tell whoever can help that space is short', () => {
    expect(told('admin', { isSpaceShort: true })).toMatchObject([{ kind: 'storage', to: 'health' }])
    expect(told('editor', { isSpaceShort: true })).toEqual([])
  })
})
