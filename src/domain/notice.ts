/**
 * What a member of staff must know (通知): worked out anew each time from the history and from how things stand, never
 * stored. Its id is the same as long as it says the same, so that a mark of having read it lasts as long.
 */
import type { Event, EventKind } from './event.ts'
import { deciders, editors } from './rights.ts'
import type { Role } from './role.ts'

/** Every kind there is, with the word staff read. */
export const noticeLabel = {
  'handed-in': '来件',
  refused: '未收下',
  failed: '制作失败',
  withdrawn: '撤回',
  'consent-withdrawn': '撤回同意',
  shown: '上屏',
  'link-reopened': '延长交件',
  deadline: '截止',
  storage: '存储空间',
} as const

export type NoticeKind = keyof typeof noticeLabel

/** Whose concern each is; an operator's are the screens' alone. */
const concerns: Readonly<Record<NoticeKind, readonly Role[]>> = {
  'handed-in': editors,
  refused: editors,
  failed: editors,
  withdrawn: ['operator', ...editors],
  'consent-withdrawn': editors,
  shown: ['operator'],
  'link-reopened': editors,
  deadline: editors,
  storage: deciders,
}

/** Of which events each is worked out. */
const kindOfEvent = {
  imported: 'handed-in',
  released: 'shown',
  corrected: 'shown',
  withdrawn: 'withdrawn',
  'consent-withdrawn': 'consent-withdrawn',
  'link-reopened': 'link-reopened',
} as const satisfies Partial<Record<EventKind, NoticeKind>>
type ToldKind = keyof typeof kindOfEvent
const isTold = (kind: EventKind): kind is ToldKind => Object.hasOwn(kindOfEvent, kind)

/** Kinds of events that concern any of these, one notice's together: a year's releases push out nothing else. */
export function eventsTold(readers: readonly NoticeReader[]): readonly (readonly EventKind[])[] {
  const kinds = Object.keys(kindOfEvent) as ToldKind[]
  const wanted = kinds.filter((kind) =>
    readers.some(({ role }) => concerns[kindOfEvent[kind]].includes(role)),
  )
  return [...new Set(wanted.map((kind) => kindOfEvent[kind]))].map((notice) =>
    wanted.filter((kind) => kindOfEvent[kind] === notice),
  )
}

export interface Notice {
  readonly id: string
  readonly kind: NoticeKind
  readonly text: string
  /** Below the studio's address: where to look, or to put it right. */
  readonly to: string
  readonly at: Date
  /** Somebody has to act. */
  readonly isUrgent: boolean
}

export type NoticeEvent = Pick<Event, 'id' | 'kind' | 'actor' | 'subject' | 'at' | 'note'> & {
  /** Of a release. */
  readonly channelId: string | null
}

export interface NoticeFacts {
  /** Newest first. */
  readonly events: readonly NoticeEvent[]
  /** People whose words are published: what a unit adds to them changes nothing that is shown. */
  readonly publishedIds: ReadonlySet<string>
  /** Channels whose operators hang what is released. */
  readonly screenChannelIds: ReadonlySet<string>
  /** Files that nobody took, a hand-in each. */
  readonly refused: readonly {
    readonly handInId: string
    readonly from: string
    readonly files: number
    readonly newestId: string
    readonly at: Date
  }[]
  /** What only a person can help, a person shown each. */
  readonly failed: readonly {
    readonly honoreeId: string
    readonly name: string
    readonly files: number
    readonly at: Date
  }[]
  readonly campaigns: readonly {
    readonly id: string
    readonly label: string
    readonly submissionsUntil: Date
    /** In the words of the notice of the year. */
    readonly until: string
  }[]
  readonly isSpaceShort: boolean
}

export interface NoticeReader {
  readonly id: string
  readonly role: Role
}

const hourMs = 3_600_000
/** Longer than anything is told: so long it is remembered who has read it, and to whom it was written. */
export const rememberNoticesMs = 400 * 24 * hourMs
/** How long before the deadline it is told. */
const deadlineMs = 72 * hourMs
/** Sixty releases made by one click are one piece of news. */
const togetherMs = hourMs / 6

/** Newest first; nobody is told of what they did themselves. */
export function noticesFor(reader: NoticeReader, facts: NoticeFacts, now: Date): readonly Notice[] {
  const seen = facts.events.filter(
    ({ actor, channelId }) =>
      actor.id !== reader.id &&
      (reader.role !== 'operator' || (channelId !== null && facts.screenChannelIds.has(channelId))),
  )
  return [...ofEvents(seen, facts), ...ofState(facts, now)]
    .filter(({ kind }) => concerns[kind].includes(reader.role))
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1))
}

function ofEvents(events: readonly NoticeEvent[], facts: NoticeFacts): readonly Notice[] {
  const together = new Map<string, NoticeEvent[]>()
  for (const event of events) {
    const kind = kindOf(event)
    if (!kind) continue
    // Of people it matters who; of releases that it happened.
    const about = kind === 'withdrawn' || kind === 'shown' ? '' : event.subject.id
    const when = Math.floor(event.at.getTime() / togetherMs)
    const key = `${kind}:${event.actor.kind}:${event.actor.name}:${about}:${when}`
    const group = together.get(key)
    if (group) group.push(event)
    else together.set(key, [event])
  }
  return [...together.values()].flatMap((group) => noticeOf(group, facts))
}

function kindOf({ kind, actor }: NoticeEvent): NoticeKind | null {
  if (!isTold(kind) || (kind === 'imported' && actor.kind !== 'unit')) return null
  return kindOfEvent[kind]
}

function noticeOf(group: readonly NoticeEvent[], facts: NoticeFacts): readonly Notice[] {
  const [newest] = group
  const kind = newest && kindOf(newest)
  if (!newest || !kind) return []
  const { subject, actor, note } = newest
  const own = { id: `${kind}:${newest.id}`, kind, at: newest.at, isUrgent: false }
  const titles = [...new Set(group.map(({ subject: { title } }) => `“${title}”`))]
  const named = titles.length > 3 ? `${titles.slice(0, 3).join('、')}等` : titles.join('、')
  const many = group.length > 1
  const release = many ? 'collections/releases' : `collections/releases/${subject.id}`
  switch (kind) {
    case 'handed-in': {
      const isPublished = facts.publishedIds.has(subject.id)
      const after = isPublished
        ? '此人的资料已定稿，对外展示的内容不会自动改变；请看过后再决定是否更正。'
        : ''
      const text = `${actor.name}交来${subject.title}的材料（${group.map((one) => one.note).join('；')}）。${after}`
      return [{ ...own, text, to: `collections/honorees/${subject.id}`, isUrgent: isPublished }]
    }
    case 'withdrawn': {
      const text = `${actor.name}撤回了 ${group.length} 项展示：${named}。请核对媒体和屏幕是否已停止展示。`
      return [{ ...own, text, to: release, isUrgent: true }]
    }
    case 'consent-withdrawn': {
      const text = `${subject.title}撤回了同意，其展示已随之撤回。请通知有关媒体和屏幕。`
      return [{ ...own, text, to: `collections/honorees/${subject.id}`, isUrgent: true }]
    }
    case 'shown':
      return [
        {
          ...own,
          text: `有 ${group.length} 项新的展示：${named}。请下载新的海报包。`,
          to: 'collections/screens',
        },
      ]
    case 'link-reopened':
      return [{ ...own, text: `${actor.name}延长了${subject.title}的交件时间：${note}`, to: 'intake' }]
    default:
      return []
  }
}

function ofState({ refused, failed, campaigns, isSpaceShort }: NoticeFacts, now: Date): readonly Notice[] {
  const notices: Notice[] = refused.map(({ handInId, from, files, newestId, at }) => ({
    id: `refused:${handInId}:${newestId}:${files}`,
    kind: 'refused',
    text: `${from}交来的 ${files} 个文件没有收下，等待处理。`,
    to: 'intake',
    at,
    isUrgent: true,
  }))
  for (const { honoreeId, name, files, at } of failed)
    notices.push({
      id: `failed:${honoreeId}:${at.getTime()}:${files}`,
      kind: 'failed',
      text: `${name}有 ${files} 个成品制作失败，系统不会再自动重试，请查看原因。`,
      to: `collections/variants?where[and][0][honoree][equals]=${honoreeId}&where[and][1][state][equals]=failed`,
      at,
      isUrgent: true,
    })
  for (const { id, label, submissionsUntil, until } of campaigns) {
    const left = submissionsUntil.getTime() - now.getTime()
    if (left <= 0 || left > deadlineMs) continue
    const days = Math.ceil(left / (24 * hourMs))
    notices.push({
      id: `deadline:${id}:${submissionsUntil.getTime()}`,
      kind: 'deadline',
      text: `${label}的材料报送截止于 ${until}，只剩 ${days} 天；请提醒尚未交件的推荐单位。`,
      to: 'intake',
      at: new Date(submissionsUntil.getTime() - deadlineMs),
      isUrgent: true,
    })
  }
  if (isSpaceShort)
    notices.push({
      // Once a day, as long as it lasts: nothing says when it began.
      id: `storage:${Math.floor(now.getTime() / (24 * hourMs))}`,
      kind: 'storage',
      text: '存储空间快满了：不足时不再接收新文件，制作也会停下。请清理磁盘或换用更大的盘。',
      to: 'health',
      at: new Date(Math.floor(now.getTime() / (24 * hourMs)) * 24 * hourMs),
      isUrgent: true,
    })
  return notices
}
