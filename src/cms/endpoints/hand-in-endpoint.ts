/** What every endpoint of hand-ins begins with: who asks, for which hand-in, of which campaign. */
import type { Endpoint, PayloadRequest } from 'payload'
import type { Campaign } from '../../domain/campaign.ts'
import type { HandIn } from '../../domain/hand-in.ts'
import { sentence } from '../../domain/problem.ts'
import type { Result } from '../../domain/result.ts'
import type { Records } from '../../pipeline/records.ts'
import { actingFor } from '../actor.ts'
import { type HandInSender, handInSender, mayReach } from '../hand-in-sender.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

type Handler = (req: PayloadRequest, sender: HandInSender) => Promise<unknown>

const headers = { 'Cache-Control': 'no-store' }
const gone = '找不到这次收件，请回到“收件”页重新打开。'

export const endpoint = (method: 'get' | 'post', path: string, handle: Handler): Omit<Endpoint, 'root'> => ({
  path,
  method,
  handler: async (req) => {
    const sender = await handInSender(req, recordsOf(req), runtime().now())
    if (!sender) throw new Refused('登录已失效或链接无效，请重新登录，或向活动主办方索取新的交件链接。', 401)
    actingFor(req, sender.actor)
    return Response.json(await handle(req, sender), { headers })
  },
})

export const portsOf = (req: PayloadRequest, sender: HandInSender) => ({
  ...runtime().intake,
  records: recordsOf(req),
  store: runtime().store,
  actor: sender.actor,
})

/** E.g. a removal that began meanwhile has taken the campaign away under the hand-in. */
export function done<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Refused(sentence(result.problem), 409)
}

/** Another's hand-in looks like none. */
export async function handInOf(req: PayloadRequest, sender: HandInSender): Promise<HandIn> {
  const handIn = await recordsOf(req).handIn(String(req.routeParams?.id ?? ''))
  if (!handIn || !mayReach(sender, handIn)) throw new Refused(gone, 404)
  return handIn
}

/** Of a hand-in or a link; refused once the campaign is being removed. */
export async function campaignOf(
  { campaignId }: { readonly campaignId: string },
  records: Pick<Records, 'campaigns'>,
): Promise<Campaign> {
  const found = (await records.campaigns()).find(({ id }) => id === campaignId)
  if (!found) throw new Refused(sentence({ kind: 'campaign-gone' }), 409)
  return found
}
