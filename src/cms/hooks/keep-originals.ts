/** What may not happen to originals: their measured columns overwritten, or a shown person's emptied out in one go. */
import type {
  CollectionBeforeChangeHook,
  CollectionBeforeDeleteHook,
  CollectionBeforeOperationHook,
  PayloadRequest,
  Where,
} from 'payload'
import { channelById } from '../../channels/index.ts'
import { standings } from '../../domain/ledger.ts'
import { type Release, statusAt } from '../../domain/release.ts'
import { isMadeFrom } from '../../domain/released-original.ts'
import type { Asset, Variant } from '../payload-types.ts'
import { recordsOf } from '../records.ts'
import { referenceId } from '../reference.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'
import { refuseOutsideTrash } from './keep-while-used.ts'

/** Payload's own columns of an upload; the form sends them back, and a hand-made request could make them lie. */
const measured = ['filename', 'mimeType', 'filesize', 'width', 'height', 'url', 'thumbnailURL'] as const

interface Args {
  readonly id?: unknown
  readonly where?: Where
  readonly data?: Record<string, unknown>
}

export const keepMeasured: CollectionBeforeOperationHook<'assets'> = ({
  args,
  operation,
  overrideAccess,
}) => {
  const { data } = args as Args
  if (operation === 'update' && !overrideAccess && data) for (const name of measured) delete data[name]
  return args
}

/** One may be taken away, to be corrected or restored; several of a person who is shown are a slip of the hand. */
export const keepShownOriginals: CollectionBeforeOperationHook<'assets'> = async ({
  args,
  operation,
  overrideAccess,
  req,
}) => {
  const { id, where, data } = args as Args
  if (operation !== 'update' || id !== undefined || !where || !data?.deletedAt || overrideAccess) return args
  const { docs } = await req.payload.find({
    collection: 'assets',
    where,
    depth: 0,
    pagination: false,
    overrideAccess: false,
    req,
  })
  const counts = new Map<string, number>()
  for (const { honoree } of docs) {
    const owner = referenceId(honoree) ?? ''
    counts.set(owner, (counts.get(owner) ?? 0) + 1)
  }
  for (const [honoree, count] of counts)
    if (count > 1 && (await shownOf(honoree, req)).length > 0)
      throw new Refused(
        `选中的 ${docs.length} 个素材里有正在展示或待展示人选的原件，不能成批移入回收站：请先撤回其发布，或逐个处理。`,
      )
  return args
}

/** What of the person is waiting or live: only the highest version of an item counts. */
async function shownOf(honoree: string, req: PayloadRequest): Promise<readonly Release[]> {
  const records = recordsOf(req)
  const releases = await records.releases(honoree)
  if (releases.length === 0) return []
  const now = runtime().now()
  return standings(releases, await records.withdrawals())
    .filter(({ release, withdrawal }) => ['waiting', 'live'].includes(statusAt(release, withdrawal, now)))
    .map(({ release }) => release)
}

/** What is shown stays what it was made from: else nothing of it could be made or corrected again. */
export const keepLiveOriginals: CollectionBeforeChangeHook<Asset> = async ({ data, originalDoc, req }) => {
  const honoree = referenceId(originalDoc?.honoree)
  if (!data.deletedAt || !originalDoc || originalDoc.deletedAt || !honoree) return data
  const before = ({ frozenAt }: Release): boolean => frozenAt >= new Date(originalDoc.createdAt)
  const shown = (await shownOf(honoree, req)).filter(before)
  if (shown.length === 0) return data
  const original = {
    id: String(originalDoc.id),
    made: await madeOf(originalDoc, req),
    assets: await recordsOf(req).assetsOf(honoree),
  }
  const uses = shown.filter(({ snapshot }) => isMadeFrom(snapshot.media, original))
  if (uses.length === 0) return data
  const names = uses.map(({ channelId }) => channelById(channelId)?.label ?? channelId)
  throw new Refused(
    `不能把素材“${originalDoc.fileName ?? ''}”移入回收站：${uses.length} 项正在展示或待展示的发布用到了它（${names.join('、')}）。请先撤回这些发布。`,
  )
}

/** Keys of what was made of these bytes, whoever handed them in: two people may share a photograph. */
async function madeOf({ sha256 }: Asset, req: PayloadRequest): Promise<ReadonlySet<string>> {
  const all = { pagination: false, limit: 0, req } as const
  const { docs: same } = await req.payload.db.find<Asset & { id: string }>({
    collection: 'assets',
    where: { sha256: { equals: sha256 } },
    ...all,
  })
  const { docs } = await req.payload.db.find<Variant & { id: string }>({
    collection: 'variants',
    where: { asset: { in: same.map(({ id }) => id) } },
    ...all,
  })
  return new Set(docs.map(({ key }) => key))
}

export const keepReleasedOriginals: CollectionBeforeDeleteHook = async ({ id, req }) => {
  await refuseOutsideTrash(req, 'assets', id, '该素材')
  const asset = await req.payload.db.findOne<Asset>({
    collection: 'assets',
    where: { id: { equals: id } },
    req,
  })
  const { totalDocs } = await req.payload.db.count({
    collection: 'releases',
    where: { honoree: { equals: referenceId(asset?.honoree) } },
    req,
  })
  if (totalDocs > 0) throw new Refused('不能彻底删除该素材：其人选已有发布记录，原件须留存备查。')
}
