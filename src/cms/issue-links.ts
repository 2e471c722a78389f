/** Units' links are made all first and put in force, and the earlier ones end last, at once: broken off anywhere, those that were sent out go on. */
import { randomBytes } from 'node:crypto'
import type { PayloadRequest, Where } from 'payload'
import { newToken } from '../domain/token.ts'
import { deadlineOf, notInForce } from '../domain/unit-link.ts'
import { type Claim, endClaim, renewClaim } from './claims.ts'
import { recordEvent } from './events.ts'
import { claimOrRefuse } from './held-claims.ts'
import type { Campaign, Unit } from './payload-types.ts'
import { changeRows, findRows } from './records/rows.ts'
import { referenceId } from './reference.ts'
import { Refused } from './refusal.ts'
import { runtime } from './runtime.ts'

type UnitOfLink = Pick<Unit, 'id' | 'name'>

export interface IssuedLink {
  readonly id: string
  readonly unit: string
  /** With its token, which stands nowhere else. */
  readonly path: string
  /** Beijing time, in words. */
  readonly until: string
  /** False after the campaign's deadline: it takes nothing until somebody reopens it. */
  readonly isOpen: boolean
}

/** Of so many units as there are, on a slow disk. */
const issuingMs = 60_000

/** One working link for each of these units; refused with a sentence that says what became of the earlier ones. */
export async function issueLinks(
  req: PayloadRequest,
  campaign: Campaign,
  units: readonly UnitOfLink[],
): Promise<readonly IssuedLink[]> {
  if (units.length === 0) return []
  const sentence = '有同事正在为这项活动生成交件链接，您这次没有生成。请稍等片刻，刷新页面看过结果再决定。'
  const claim = await claimOrRefuse(req, `links:${campaign.id}`, issuingMs, sentence)
  try {
    return await replaceLinks(req, campaign, units, claim)
  } finally {
    // It ends by itself too, and the links just made are shown this once.
    await endClaim(req, claim).catch((error) => req.payload.logger.error({ err: error }, 'claim not ended'))
  }
}

async function replaceLinks(
  req: PayloadRequest,
  campaign: Campaign,
  units: readonly UnitOfLink[],
  claim: Claim,
): Promise<readonly IssuedLink[]> {
  const inForce: Where = {
    and: [
      { campaign: { equals: campaign.id } },
      { unit: { in: units.map(({ id }) => id) } },
      { revokedAt: { exists: false } },
    ],
  }
  const earlier = await findRows(req.payload, 'unit-links', { where: inForce })
  const earlierIds = earlier.map(({ id }) => String(id))
  const made: IssuedLink[] = []
  try {
    for (const unit of units) made.push(await addLink(req, campaign, unit))
    if (!(await renewClaim(req, claim, issuingMs))) throw new Error('the turn of issuing links is over')
    const ids = made.map(({ id }) => id)
    await changeRows(req, 'unit-links', { id: { in: ids } }, { revokedAt: null })
    await changeRows(
      req,
      'unit-links',
      { and: [inForce, { id: { not_in: ids } }] },
      { revokedAt: runtime().now().toISOString() },
    )
  } catch (error) {
    req.payload.logger.error({ err: error }, 'links not issued')
    throw new Refused(await takeBack(req, made, inForce, earlierIds), 500)
  }
  const hadOne = new Set(earlier.map(({ unit }) => referenceId(unit)))
  for (const { id, name } of units)
    await recordEvent(req, {
      kind: 'link-issued',
      subject: { collection: 'units', id: String(id), title: name },
      note: hadOne.has(String(id)) ? '原链接同时作废' : '',
    })
  return made
}

async function addLink(
  req: PayloadRequest,
  campaign: Campaign,
  { id: unit, name }: UnitOfLink,
): Promise<IssuedLink> {
  const { text, hash } = newToken(randomBytes)
  const until = new Date(campaign.submissionsUntil)
  const { id } = await req.payload.db.create({
    collection: 'unit-links',
    data: { campaign: campaign.id, unit, tokenHash: hash, revokedAt: notInForce.toISOString() },
    req,
  })
  return {
    id: String(id),
    unit: name,
    path: `/hand-in/${text}`,
    until: deadlineOf(until),
    isOpen: runtime().now() <= until,
  }
}

/** Nobody was shown the new ones: they go, and what is said of the earlier ones is looked up, not supposed. */
async function takeBack(
  req: PayloadRequest,
  made: readonly IssuedLink[],
  inForce: Where,
  earlierIds: readonly string[],
): Promise<string> {
  try {
    if (made.length > 0)
      await req.payload.db.deleteMany({
        collection: 'unit-links',
        where: { id: { in: made.map(({ id }) => id) } },
        req,
      })
    const left = await findRows(req.payload, 'unit-links', { where: inForce })
    const ended = earlierIds.filter((id) => !left.some((one) => String(one.id) === id)).length
    return ended === 0
      ? '生成链接时出错，一个新链接也没有生成，原有的链接都没有作废、照常可用。请稍后再试；再次出错的，请联系管理员。'
      : `生成链接时出错，新链接没有生成，原有的 ${earlierIds.length} 个链接中有 ${ended} 个已作废。请刷新页面核对，为没有有效链接的单位重新生成。`
  } catch (error) {
    req.payload.logger.error({ err: error }, 'links just made not taken back')
    return '生成链接时出错，新链接没有生成，原有的链接是否仍然可用未能查明。请刷新页面核对；再次出错的，请联系管理员。'
  }
}
