/**
 * Requests that change many documents at once: well-meaning people and scripts get a bound, and what decides the pixels
 * of everybody's posters is changed one screen at a time.
 */
import type { CollectionBeforeOperationHook, Where } from 'payload'
import { Refused } from '../refusal.ts'

const atMost = 50

/** Fields that are changed in one document at a time, with what a change of them costs. */
const oneByOne: Readonly<Record<string, readonly string[]>> = {
  assets: ['honoree', 'role'],
  screens: ['width', 'height', 'channelId', 'slug', 'playsFilm', 'maxBytes'],
  campaigns: ['title', 'organisers', 'year'],
  honorees: ['campaign', 'unit', 'slug', 'consent'],
  users: ['role'],
}

interface BulkArgs {
  readonly id?: unknown
  readonly where?: Where
  readonly data?: Readonly<Record<string, unknown>>
}

export const limitBulk: CollectionBeforeOperationHook = async ({
  args,
  operation,
  overrideAccess,
  collection,
  req,
}) => {
  const { id, where, data } = args as BulkArgs
  const isBulk = (operation === 'update' || operation === 'delete') && id === undefined && where !== undefined
  // Our own code knows what it does.
  if (!isBulk || overrideAccess) return args
  // Found as the operation itself finds them, by what is published or by the drafts: a count may read differently.
  const found = new Set<string | number>()
  for (const draft of collection.versions ? [false, true] : [false]) {
    const { docs } = await req.payload.find({
      collection: collection.slug,
      where,
      draft,
      limit: atMost + 1,
      pagination: false,
      depth: 0,
      select: {},
      overrideAccess: false,
      trash: true,
      req,
    })
    for (const { id: one } of docs) found.add(one)
  }
  if (found.size > atMost) throw new Refused(`一次最多处理 ${atMost} 条，这次选中了更多，请分批进行。`)
  const field = oneByOne[collection.slug]?.find((name) => data && name in data)
  if (field && found.size > 1)
    throw new Refused('这一项不能批量修改：它会让所有相关成品重新制作或改变对外内容，请逐条打开修改。')
  return args
}
