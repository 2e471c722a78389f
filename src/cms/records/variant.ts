/** Rows of variants. Every step of a row's life is one conditional update; who loses a race is told and does nothing. */
import type { SelectType, Where } from 'payload'
import type { Records } from '../../pipeline/records.ts'
import { variantRowOf, workRowOf } from '../adapter/variant.ts'
import { referenceId } from '../reference.ts'
import { type Asker, addRow, changeRow, findRows } from './rows.ts'

type Variants = Pick<
  Records,
  | 'variantRows'
  | 'variantRowsOf'
  | 'workRows'
  | 'supersedeVariants'
  | 'variantRowsByKey'
  | 'announceVariants'
  | 'claimVariant'
  | 'reportProgress'
  | 'completeVariant'
  | 'failVariant'
  | 'retryVariant'
  | 'releaseClaim'
  | 'abandonClaims'
  | 'forgetVariants'
  | 'shownVariants'
  | 'markVariant'
>

/** Bound values per statement: below SQLite's limit of 32,766. */
const batch = 5_000

/** What a row tells, without what only lists show: of thousands that is worth it. */
const wanted: SelectType = Object.fromEntries(
  [
    ...[
      'key',
      'honoree',
      'asset',
      'state',
      'progress',
      'attempts',
      'cost',
      'doneAt',
      'problem',
      'isSuperseded',
    ],
    ...['storageKey', 'mediaType', 'sha256', 'crc32', 'bytes', 'width', 'height', 'durationMs', 'facts'],
  ].map((name) => [name, true]),
)

const held = (key: string, owner: string): Where => ({
  and: [{ key: { equals: key } }, { state: { equals: 'rendering' } }, { owner: { equals: owner } }],
})
/** A finished one has been claimed at least once, and a retry keeps that. */
const isUntried = ({ attempts }: { attempts?: number | null }): boolean => (attempts ?? 0) === 0
const free = { owner: null, leaseUntil: null }

export const variantRecords = (req: Asker): Variants => {
  const { payload } = req
  const change = (where: Where, data: Record<string, unknown>): Promise<boolean> =>
    changeRow(req, 'variants', where, data)

  const byKey = async (keys: readonly string[]) => {
    const rows = []
    for (let at = 0; at < keys.length; at += batch) {
      const where = { key: { in: keys.slice(at, at + batch) } }
      rows.push(...(await findRows(payload, 'variants', { where })))
    }
    return rows
  }

  const rowsWhere = async (where: Where, select?: SelectType) =>
    (
      await findRows(payload, 'variants', {
        where,
        sort: ['createdAt', 'key'],
        ...(select ? { select } : {}),
      })
    ).map(variantRowOf)

  const shownKeys = async (): Promise<ReadonlySet<string>> => {
    const releases = await findRows(payload, 'releases', { select: { snapshot: true, honoree: true } })
    const people = new Set(
      (await findRows(payload, 'honorees', { select: {}, withTrash: true })).map(({ id }) => String(id)),
    )
    const kept = releases.filter(({ honoree }) => people.has(referenceId(honoree) ?? ''))
    const media = kept.flatMap(
      ({ snapshot }) => (snapshot as { media?: { key: string }[] } | null)?.media ?? [],
    )
    return new Set(media.map(({ key }) => key))
  }

  return {
    variantRows: (honoreeId) => rowsWhere(honoreeId === null ? {} : { honoree: { equals: honoreeId } }),
    variantRowsOf: (honoreeIds) => rowsWhere({ honoree: { in: [...honoreeIds] } }, wanted),
    async workRows(honoreeIds) {
      const these = honoreeIds && { in: [...honoreeIds] }
      const honorees = await findRows(payload, 'honorees', {
        where: these ? { id: these } : {},
        select: { name: true },
      })
      const names = new Map(honorees.map(({ id, name }) => [String(id), name ?? '']))
      const rows = await findRows(payload, 'variants', {
        where: these ? { honoree: these } : {},
        select: { honoree: true, state: true, progress: true, cost: true, doneAt: true, isSuperseded: true },
      })
      return rows.filter(({ isSuperseded }) => !isSuperseded).map((row) => workRowOf(row, names))
    },
    async supersedeVariants(keys, isSuperseded) {
      for (const key of keys) await change({ key: { equals: key } }, { isSuperseded })
    },
    async variantRowsByKey(keys) {
      return (await byKey(keys)).map(variantRowOf)
    },
    async announceVariants(announced) {
      const known = new Set((await byKey(announced.map(({ key }) => key))).map(({ key }) => key))
      for (const { key, honoreeId, assetId, label, channelIds, cost } of announced) {
        if (known.has(key)) continue
        await addRow(req, 'variants', {
          key,
          honoree: honoreeId,
          asset: assetId,
          label,
          channelIds: [...channelIds],
          cost,
          state: 'waiting',
          progress: 0,
          attempts: 0,
        })
      }
    },
    claimVariant(key, owner, now, leaseUntil) {
      const isFree: Where = {
        or: [
          { state: { equals: 'waiting' } },
          { and: [{ state: { equals: 'rendering' } }, { leaseUntil: { less_than: now.toISOString() } }] },
        ],
      }
      return change(
        { and: [{ key: { equals: key } }, isFree] },
        {
          state: 'rendering',
          owner,
          leaseUntil: leaseUntil.toISOString(),
          progress: 0,
          // Counted when taken, so that a render which kills its process counts too.
          attempts: { $inc: 1 },
        },
      )
    },
    reportProgress(key, owner, progress, leaseUntil) {
      return change(held(key, owner), { progress, leaseUntil: leaseUntil.toISOString() })
    },
    async completeVariant(owner, variant, now) {
      const { key, ...facts } = variant
      await change(held(key, owner), {
        ...facts,
        ...free,
        state: 'done',
        progress: 1,
        problem: null,
        doneAt: now.toISOString(),
      })
    },
    async failVariant(key, owner, problem, now) {
      await change(held(key, owner), {
        ...free,
        state: 'failed',
        problem: { ...problem },
        doneAt: now.toISOString(),
        // A machine without space is no try of the material; one whose disk is broken would try for ever.
        ...(problem.kind === 'output-unsaved' && problem.fault === 'full' ? { attempts: { $inc: -1 } } : {}),
      })
    },
    retryVariant(key, from) {
      return change(
        { and: [{ key: { equals: key } }, { state: { equals: from } }] },
        { ...free, state: 'waiting', progress: 0, problem: null, doneAt: null },
      )
    },
    async releaseClaim(key, owner) {
      await change(held(key, owner), { ...free, state: 'waiting', progress: 0 })
    },
    async abandonClaims() {
      const rows = await findRows(payload, 'variants', {
        where: { state: { equals: 'rendering' } },
        select: { key: true, owner: true },
      })
      for (const { key, owner } of rows)
        await change(held(key, owner ?? ''), { ...free, state: 'waiting', progress: 0 })
    },
    async shownVariants(honoreeId) {
      const isShown: Where = { isShown: { equals: true } }
      const rows = await findRows(payload, 'variants', {
        where: honoreeId === null ? isShown : { and: [isShown, { honoree: { equals: honoreeId } }] },
        select: { key: true, honoree: true },
      })
      return rows.map(({ key, honoree }) => ({ key, honoreeId: referenceId(honoree) ?? '' }))
    },
    async markVariant(key, honoreeId, isShown) {
      await change({ and: [{ key: { equals: key } }, { honoree: { equals: honoreeId } }] }, { isShown })
    },
    async forgetVariants(keys, states) {
      const remove = async (leaving: readonly string[], also: Where = {}): Promise<void> => {
        for (let at = 0; at < leaving.length; at += batch) {
          const where = {
            and: [{ key: { in: leaving.slice(at, at + batch) } }, { state: { in: [...states] } }],
          }
          await payload.db.deleteMany({ collection: 'variants', where: { and: [where, also] }, req })
        }
      }
      const rows = await byKey(keys)
      const [untried, tried] = [rows.filter(isUntried), rows.filter((row) => !isUntried(row))]
      // The way of every save while somebody writes: what was never made is in no release, so none is read.
      await remove(
        untried.map(({ key }) => key),
        { attempts: { equals: 0 } },
      )
      if (tried.length > 0) {
        const shown = await shownKeys()
        await remove(tried.map(({ key }) => key).filter((key) => !shown.has(key)))
      }
      return rows.length - (await byKey(rows.map(({ key }) => key))).length
    },
  }
}
