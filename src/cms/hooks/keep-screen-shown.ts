/**
 * A screen that shows something keeps showing it: posters are frozen with a release, so another size, address or channel
 * empties its pack until a correction. Operators may not do that; others only when they say that they mean it.
 */
import type { CollectionBeforeChangeHook, PayloadRequest } from 'payload'
import { type Standing, standings } from '../../domain/ledger.ts'
import { coverOf } from '../../domain/pack.ts'
import { roleOf } from '../access.ts'
import { screenOf } from '../adapter/campaign-screen-partner.ts'
import { releaseOf } from '../adapter/release.ts'
import type { Release, Screen } from '../payload-types.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { clockNow } from '../runtime.ts'

const fields = ['width', 'height', 'maxBytes', 'slug', 'channelId'] as const

/** Not stored: read from the body, where the form puts it, or from the address. */
const isConfirmed = (confirm: unknown, { query }: PayloadRequest): boolean =>
  confirm === true || ['1', 'true'].includes(String(query?.confirm))

export const keepScreenShown: CollectionBeforeChangeHook<Screen> = async ({
  data: { confirm, ...data },
  originalDoc,
  req,
}) => {
  // Without a person it is our own code.
  if (!originalDoc || !req.user || !fields.some((name) => name in data && data[name] !== originalDoc[name]))
    return data
  const isOperator = roleOf(req) === 'operator'
  if (!isOperator && isConfirmed(confirm, req)) return data
  const names = await lostBy(originalDoc, { ...originalDoc, ...data }, req)
  if (names.length === 0) return data
  const some = names.length > 3 ? `${names.slice(0, 3).join('、')}等` : names.join('、')
  throw new Refused(
    `屏幕“${originalDoc.name}”有 ${names.length} 项发布正在展示或待展示（${some}）：这样改动尺寸、单张上限、英文标识或渠道，会使现有网址里的这些海报不能再取，须由终审逐项“更正”后才有新的。${
      isOperator
        ? '投放操作员不能这样改，请联系编辑。'
        : '确要改动，请勾选“确认改动”后再保存（接口请加 ?confirm=1）。'
    }`,
    409,
  )
}

/** Names of those whose poster would no longer be had where it is now. */
async function lostBy(before: Screen, after: Screen, req: PayloadRequest): Promise<readonly string[]> {
  const [old, changed] = [screenOf(before), screenOf(after)]
  if (!old) return []
  const ledger = await standingsOf(old.channelId, req)
  const { shown } = coverOf(old, ledger, clockNow())
  const stays = changed && changed.slug === old.slug ? coverOf(changed, ledger, clockNow()).shown : []
  const kept = new Set(stays.map(({ id }) => id))
  return shown.filter(({ id }) => !kept.has(id)).map(({ snapshot }) => snapshot.name)
}

export async function standingsOf(channelId: string, req: PayloadRequest): Promise<readonly Standing[]> {
  const { docs } = await req.payload.db.find<Release & { id: string }>({
    collection: 'releases',
    where: { channelId: { equals: channelId } },
    pagination: false,
    limit: 0,
    req,
  })
  const releases = docs.map(releaseOf).filter((release) => release !== null)
  return standings(releases, await recordsOf(req).withdrawals())
}
