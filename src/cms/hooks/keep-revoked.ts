/** A token that has been revoked opens nothing again, whatever a form sends back: only a new one does. */
import type { CollectionBeforeChangeHook } from 'payload'
import { beijingMinute } from '../../domain/beijing.ts'
import { readDate } from '../adapter/date.ts'
import type { Partner } from '../payload-types.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

export const keepRevoked: CollectionBeforeChangeHook<Partner> = ({ data, originalDoc, operation }) => {
  if (operation !== 'update') return data
  const revoked = readDate(originalDoc?.tokenRevokedAt)
  if (!revoked || revoked > runtime().now()) return data
  if (readDate(data.tokenRevokedAt)?.getTime() === revoked.getTime()) return data
  throw new Refused(
    `令牌已于 ${beijingMinute(revoked)} 作废，作废时间不能再改，这次没有保存：请刷新页面；要让对方继续取用，请生成新令牌。`,
  )
}
