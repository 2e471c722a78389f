/** A withdrawal counts from the moment it is made, and once. */
import type { CollectionBeforeChangeHook } from 'payload'
import type { Withdrawal } from '../payload-types.ts'
import { referenceId } from '../reference.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

export const stampWithdrawal: CollectionBeforeChangeHook<Withdrawal> = async ({ data, req }) => {
  const earlier = await req.payload.db.findOne({
    collection: 'withdrawals',
    where: { release: { equals: referenceId(data.release) } },
    req,
  })
  if (earlier) throw new Refused('这项发布已经撤回，无需重复操作。')
  return { ...data, at: runtime().now().toISOString() }
}
