/** Gathers what notices (通知) are worked out from, and who has read which. */
import type { CollectionSlug, SelectType, Where } from 'payload'
import { channels } from '../channels/index.ts'
import { campaignLabel } from '../domain/campaign.ts'
import type { EventKind } from '../domain/event.ts'
import { grouped } from '../domain/grouped.ts'
import {
  eventsTold,
  type Notice,
  type NoticeEvent,
  type NoticeFacts,
  type NoticeReader,
  noticesFor,
} from '../domain/notice.ts'
import { isProblem } from '../domain/problem.ts'
import { deadlineOf } from '../domain/unit-link.ts'
import { isTriedAgain } from '../domain/variant.ts'
import { readDate } from './adapter/date.ts'
import { senderNames } from './hand-in-sender.ts'
import type { Event, Honoree, NoticeMark } from './payload-types.ts'
import { type Asker, findRows } from './records/rows.ts'
import { recordsOf } from './records.ts'
import { referenceId } from './reference.ts'
import { hasRuntime, runtime } from './runtime.ts'

/** What is older is looked for in the history. */
const windowMs = 30 * 24 * 3_600_000
/** Of each notice: a year's releases are made on one day. */
const maxEvents = 500
/** A film of three minutes in every output, and room to look around. */
const spareBytes = 5e9

/** Newest first, for each of these. */
async function noticesOf(
  req: Asker,
  readers: readonly NoticeReader[],
  now: Date,
): Promise<ReadonlyMap<string, readonly Notice[]>> {
  if (readers.length === 0) return new Map()
  const facts = await factsOf(req, readers, now)
  return new Map(readers.map((reader) => [reader.id, noticesFor(reader, facts, now)]))
}

export interface ReadNotice extends Notice {
  readonly isRead: boolean
}

export async function noticesOfReader(
  req: Asker,
  reader: NoticeReader,
  now: Date,
): Promise<readonly ReadNotice[]> {
  const read = await readIds(req, reader.id)
  const notices = (await noticesOf(req, [reader], now)).get(reader.id) ?? []
  return notices.map((notice) => ({ ...notice, isRead: read.has(notice.id) }))
}

/**
 * Changes whenever what this reader must know does: counts and the latest of each thing it is worked out from, four rows
 * at most. Names that were changed and what has become old show within the hour.
 */
export async function noticesStamp(req: Asker, reader: NoticeReader, now: Date): Promise<string> {
  const { db } = req.payload
  const count = async (collection: CollectionSlug, where: Where = {}): Promise<number> =>
    (await db.count({ collection, where })).totalDocs
  const latest = async (collection: CollectionSlug, field: string, where: Where = {}): Promise<string> => {
    const select: SelectType = { [field]: true as const }
    const query = { where, sort: [`-${field}`], select, limit: 1, pagination: false }
    const { docs } = await db.find<Record<string, unknown> & { id: string }>({ collection, ...query })
    return String(docs[0]?.[field] ?? '')
  }
  const refused: Where = { state: { equals: 'refused' } }
  const failed: Where = { and: [{ state: { equals: 'failed' } }, { isSuperseded: { not_equals: true } }] }
  return JSON.stringify([
    reader,
    Math.floor(now.getTime() / 3_600_000),
    await count('events', { kind: { in: eventsTold([reader]).flat() } }),
    await count('honorees', { _status: { equals: 'published' } }),
    await count('hand-in-files', refused),
    await latest('hand-in-files', 'arrivedAt', refused),
    await count('variants', failed),
    await latest('variants', 'doneAt', failed),
    await count('campaigns'),
    await latest('campaigns', 'updatedAt'),
    await count('notice-marks', { user: { equals: reader.id } }),
    await isSpaceShort(),
  ])
}

const isSpaceShort = async (): Promise<boolean> =>
  hasRuntime() && !(await runtime().store.hasRoom(spareBytes))

/** What each has not read. */
export async function unreadOf(
  req: Asker,
  readers: readonly NoticeReader[],
  now: Date,
): Promise<ReadonlyMap<string, readonly Notice[]>> {
  const unread = new Map<string, readonly Notice[]>()
  for (const [userId, notices] of await noticesOf(req, readers, now)) {
    const read = await readIds(req, userId)
    unread.set(
      userId,
      notices.filter(({ id }) => !read.has(id)),
    )
  }
  return unread
}

async function readIds(req: Asker, userId: string): Promise<ReadonlySet<string>> {
  const where = { user: { equals: userId } }
  return new Set(
    (await findRows(req.payload, 'notice-marks', { where })).map(({ notice }: NoticeMark) => notice),
  )
}

async function factsOf(req: Asker, readers: readonly NoticeReader[], now: Date): Promise<NoticeFacts> {
  const records = recordsOf(req)
  const told = await Promise.all(eventsTold(readers).map((kinds) => eventsOf(req, kinds, now)))
  const events = told.flat().toSorted((a, b) => b.at.getTime() - a.at.getTime())
  const handedIn = events.filter(({ kind, actor }) => kind === 'imported' && actor.kind === 'unit')
  const ids = [...new Set(handedIn.map(({ subject }) => subject.id))]
  const published = await rowsById<Honoree>(req, 'honorees', ids, { _status: { equals: 'published' } })
  const campaigns = await records.campaigns()
  return {
    events,
    publishedIds: new Set(published.map(({ id }) => String(id))),
    screenChannelIds: new Set(channels.filter(({ kind }) => kind === 'screen').map(({ id }) => id)),
    refused: await refusedOf(req),
    failed: await failedOf(req),
    campaigns: campaigns.map((campaign) => ({
      id: campaign.id,
      label: campaignLabel(campaign),
      submissionsUntil: campaign.submissionsUntil,
      until: deadlineOf(campaign.submissionsUntil),
    })),
    isSpaceShort: await isSpaceShort(),
  }
}

async function eventsOf(
  { payload }: Asker,
  kinds: readonly EventKind[],
  now: Date,
): Promise<readonly NoticeEvent[]> {
  const since = new Date(now.getTime() - windowMs).toISOString()
  const { docs } = await payload.db.find<Event>({
    collection: 'events',
    where: {
      and: [
        { kind: { in: [...kinds] } },
        // Of imports, a unit's are told: staff's own are as many as the year has people.
        ...(kinds.includes('imported') ? [{ actorKind: { equals: 'unit' } }] : []),
        { at: { greater_than: since } },
      ],
    },
    sort: ['-at'],
    limit: maxEvents,
    pagination: false,
  })
  return docs.flatMap((row) => {
    const at = readDate(row.at)
    if (!at) return []
    const after = row.after as { channelId?: unknown } | null
    return [
      {
        id: String(row.id),
        kind: row.kind as EventKind,
        actor: { kind: row.actorKind, id: row.actorId ?? null, name: row.actorName },
        subject: {
          collection: row.subjectCollection ?? '',
          id: row.subjectId ?? '',
          title: row.title ?? '',
        },
        at,
        note: row.note ?? '',
        channelId: typeof after?.channelId === 'string' ? after.channelId : null,
      },
    ]
  })
}

async function refusedOf(req: Asker): Promise<NoticeFacts['refused']> {
  const files = await findRows(req.payload, 'hand-in-files', { where: { state: { equals: 'refused' } } })
  const byHandIn = grouped(files, ({ handIn }) => referenceId(handIn) ?? '')
  const handIns = await findRows(req.payload, 'hand-ins', { where: { id: { in: [...byHandIn.keys()] } } })
  const senderOf = await senderNames(
    req,
    handIns.map(({ openedBy }) => openedBy),
  )
  return handIns.map((handIn) => {
    const { id, onlyName } = handIn
    const own = (byHandIn.get(String(id)) ?? []).toSorted((a, b) => (a.arrivedAt < b.arrivedAt ? 1 : -1))
    const { name, isUnit } = senderOf(handIn.openedBy)
    return {
      handInId: String(id),
      from: isUnit ? `${name}为${onlyName ?? '人选'}` : name,
      files: own.length,
      newestId: String(own[0]?.id),
      at: readDate(own[0]?.arrivedAt) ?? new Date(0),
    }
  })
}

async function failedOf(req: Asker): Promise<NoticeFacts['failed']> {
  const rows = await findRows(req.payload, 'variants', {
    where: { state: { equals: 'failed' } },
    select: { honoree: true, problem: true, attempts: true, doneAt: true, isSuperseded: true },
  })
  const final = rows.filter(
    ({ problem, attempts, isSuperseded }) =>
      isSuperseded !== true &&
      !isTriedAgain({ problem: isProblem(problem) ? problem : null, attempts: attempts ?? 0 }),
  )
  const byHonoree = grouped(final, ({ honoree }) => referenceId(honoree) ?? '')
  const people = await rowsById<Honoree>(req, 'honorees', [...byHonoree.keys()])
  const names = new Map(people.map(({ id, name }) => [String(id), name]))
  return [...byHonoree].map(([honoreeId, own]) => ({
    honoreeId,
    name: names.get(honoreeId) || '一位人选',
    files: own.length,
    at: new Date(Math.max(...own.map(({ doneAt }) => readDate(doneAt)?.getTime() ?? 0))),
  }))
}

async function rowsById<T extends { id: string }>(
  { payload }: Asker,
  collection: CollectionSlug,
  ids: readonly string[],
  also: Where = {},
): Promise<readonly T[]> {
  if (ids.length === 0) return []
  const where = { and: [{ id: { in: [...ids] } }, also] }
  return (await payload.db.find<T>({ collection, where, limit: 0, pagination: false })).docs
}
