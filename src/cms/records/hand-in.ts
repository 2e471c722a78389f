/** Hand-ins and their files as rows; the bytes lie in the store. */
import type { Where } from 'payload'
import {
  type HandIn,
  type HandInFile,
  type HandInFileState,
  isForSame,
  toldOf,
} from '../../domain/hand-in.ts'
import { isPurpose } from '../../domain/material-kind.ts'
import { isProblem } from '../../domain/problem.ts'
import type { HandInRecords } from '../../pipeline/hand-in/ports.ts'
import { readDate } from '../adapter/date.ts'
import { endClaim } from '../claims.ts'
import { claimOrRefuse, writingMs } from '../held-claims.ts'
import type { HandInFile as FileRow, HandIn as Row } from '../payload-types.ts'
import { referenceId } from '../reference.ts'
import { type Asker, addRow, changeRow, findRows } from './rows.ts'

export const handInRecords = (req: Asker): HandInRecords => ({
  openHandIn: (handIn) => openHandIn(req, handIn),
  async ensureHandIn(handIn) {
    const key = `opening:${handIn.campaignId}:${handIn.openedBy}`
    const sentence = '这些材料正在由另一处提交，请稍等片刻再试。'
    const claim = await claimOrRefuse(req, key, writingMs(), sentence)
    try {
      const own = await handInsOf(req, handIn)
      return own.find((one) => isForSame(one, handIn))?.id ?? (await openHandIn(req, handIn))
    } finally {
      await endClaim(req, claim)
    }
  },
  async handIn(id) {
    const [row] = await findRows(req.payload, 'hand-ins', { where: { id: { equals: id } } })
    return row ? handInOf(row) : null
  },
  handInsOf: (campaignId) => handInsOf(req, { campaignId }),
  async tell(id, told) {
    await changeRow(req, 'hand-ins', { id: { equals: id } }, { told })
  },
  async handInFiles(handInIds, path) {
    if (handInIds.length === 0) return []
    const rows = await findRows(req.payload, 'hand-in-files', {
      where: {
        and: [
          { handIn: { in: [...handInIds] } },
          ...(path === undefined ? [] : [{ path: { equals: path } }]),
        ],
      },
      sort: ['path', 'arrivedAt', 'storageKey'],
    })
    return rows.map(fileOf)
  },
  async addHandInFile({ handInId, arrivedAt, ...facts }) {
    await addRow(req, 'hand-in-files', {
      ...facts,
      handIn: handInId,
      arrivedAt: arrivedAt.toISOString(),
    })
  },
  async changeHandInFile(id, from, changes) {
    return changeRow(
      req,
      'hand-in-files',
      { and: [{ id: { equals: id } }, { state: { in: [...from] } }] },
      changes,
    )
  },
  async incomingKeys() {
    const rows = await findRows(req.payload, 'hand-in-files', {
      where: { state: { in: ['received', 'refused'] } },
      select: { storageKey: true },
    })
    return rows.map(({ storageKey }) => storageKey)
  },
})

async function openHandIn(
  req: Asker,
  { campaignId, only, told, openedBy, openedAt }: Omit<HandIn, 'id'>,
): Promise<string> {
  const { id } = await req.payload.db.create({
    req,
    collection: 'hand-ins',
    data: {
      campaign: campaignId,
      onlyUnit: only?.unit ?? null,
      onlyName: only?.name ?? null,
      told,
      openedBy,
      openedAt: openedAt.toISOString(),
    },
  })
  return String(id)
}

/** Newest first; of one sender where one is named. */
async function handInsOf(
  { payload }: Asker,
  { campaignId, openedBy }: Pick<HandIn, 'campaignId'> & Partial<Pick<HandIn, 'openedBy'>>,
): Promise<readonly HandIn[]> {
  const ofSender: Where[] = openedBy === undefined ? [] : [{ openedBy: { equals: openedBy } }]
  const where = { and: [{ campaign: { equals: campaignId } }, ...ofSender] }
  return (await findRows(payload, 'hand-ins', { where, sort: ['-openedAt'] })).map(handInOf)
}

/** What cannot be read of a row is as if it were not there: it waits on, and can be put aside. */
const handInOf = (row: Row): HandIn => ({
  id: String(row.id),
  campaignId: referenceId(row.campaign) ?? '',
  only: row.onlyUnit && row.onlyName ? { unit: row.onlyUnit, name: row.onlyName } : null,
  told: toldOf(row.told, null) ?? [],
  openedBy: String(row.openedBy),
  openedAt: readDate(row.openedAt) ?? new Date(0),
})

function personOf(said: unknown): HandInFile['person'] {
  const [one] = toldOf([said], null) ?? []
  return one ? { unit: one.unit, name: one.name } : null
}

const fileOf = (row: FileRow): HandInFile => ({
  id: String(row.id),
  handInId: referenceId(row.handIn) ?? '',
  path: String(row.path),
  bytes: Number(row.bytes),
  storageKey: String(row.storageKey),
  state: row.state as HandInFileState,
  declared: isPurpose(row.declared) ? row.declared : null,
  person: personOf(row.person),
  problems: Array.isArray(row.problems) ? (row.problems as unknown[]).filter(isProblem) : [],
  arrivedAt: readDate(row.arrivedAt) ?? new Date(0),
})
