/** Rows of variants: what there is, and what is announced to be made. */
import type { Payload, SelectType, Where } from 'payload'
import type { Records } from '../../pipeline/records.ts'
import { variantRowOf, workRowOf } from '../adapter/variant.ts'
import { type Asker, addRow, changeRow, findRows } from './rows.ts'

type Variants = Pick<
  Records,
  'variantRows' | 'variantRowsOf' | 'workRows' | 'supersedeVariants' | 'variantRowsByKey' | 'announceVariants'
>

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

/** Bound values per statement: below SQLite's limit of 32,766. */
export const batch = 5_000

export async function variantsByKey(payload: Payload, keys: readonly string[]) {
  const rows = []
  for (let at = 0; at < keys.length; at += batch) {
    const where = { key: { in: keys.slice(at, at + batch) } }
    rows.push(...(await findRows(payload, 'variants', { where })))
  }
  return rows
}

export const variantRecords = (req: Asker): Variants => {
  const { payload } = req
  const rowsWhere = async (where: Where, select?: SelectType) =>
    (
      await findRows(payload, 'variants', {
        where,
        sort: ['createdAt', 'key'],
        ...(select ? { select } : {}),
      })
    ).map(variantRowOf)

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
      for (const key of keys) await changeRow(req, 'variants', { key: { equals: key } }, { isSuperseded })
    },
    async variantRowsByKey(keys) {
      return (await variantsByKey(payload, keys)).map(variantRowOf)
    },
    async announceVariants(announced) {
      const known = new Set(
        (
          await variantsByKey(
            payload,
            announced.map(({ key }) => key),
          )
        ).map(({ key }) => key),
      )
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
  }
}
