/**
 * Links by which units hand in without an account. The token stands in the address once, when it is made.
 *
 *   POST /api/unit-links/issue   {campaign, unit}        → {id, unit, path, until, isOpen}; the unit's earlier links end
 *   POST /api/unit-links/issue-all  {campaign}      → {links: [{id, unit, path, until, isOpen}]}; one for every unit, as above
 *   POST /api/unit-links/:id/reopen  {until, reason}     late materials, with a reason
 *   POST /api/unit-links/:id/revoke                      the unit's earlier links end with it
 *   GET  /api/unit-links/list?campaign=ID  every unit, its person and the link that was sent to it
 */
import type { Endpoint, PayloadRequest } from 'payload'
import { deadlineOf, linkProblem, linkSentOut, openUntil } from '../../domain/unit-link.ts'
import { may } from '../access.ts'
import { recordEvent } from '../events.ts'
import { issueLinks } from '../issue-links.ts'
import { askedOf } from '../json-body.ts'
import type { Campaign, Unit, UnitLink } from '../payload-types.ts'
import { changeRows } from '../records/rows.ts'
import { recordsOf } from '../records.ts'
import { referenceId } from '../reference.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

/** Late materials come within a season; a link that never ends is none. */
const longestMs = 90 * 24 * 3_600_000

const issue: Omit<Endpoint, 'root'> = {
  path: '/issue',
  method: 'post',
  handler: async (req) => {
    mustIssue(req)
    const { campaign, unit } = await askedOf(req)
    const found = await named<Unit>(req, 'units', unit, '请选择推荐单位后再生成链接。')
    const of = await named<Campaign>(req, 'campaigns', campaign, '请选择活动后再生成链接。')
    const [made] = await issueLinks(req, of, [found])
    return Response.json(made, { status: 201, headers: { 'Cache-Control': 'no-store' } })
  },
}

const issueAll: Omit<Endpoint, 'root'> = {
  path: '/issue-all',
  method: 'post',
  handler: async (req) => {
    mustIssue(req)
    const { campaign } = await askedOf(req)
    const of = await named<Campaign>(req, 'campaigns', campaign, '请选择活动后再生成链接。')
    const links = await issueLinks(req, of, await unitsOf(req))
    return Response.json({ links }, { status: 201, headers: { 'Cache-Control': 'no-store' } })
  },
}

function mustIssue(req: PayloadRequest): void {
  if (!may(req, 'unit-links', 'issue'))
    throw new Refused('您没有生成交件链接的权限，请联系编辑或管理员。', 403)
}

/** Those in the trash are none; by name. */
async function unitsOf(req: PayloadRequest): Promise<readonly Pick<Unit, 'id' | 'name'>[]> {
  const { docs } = await req.payload.find({
    collection: 'units',
    overrideAccess: false,
    pagination: false,
    limit: 0,
    depth: 0,
    sort: 'name',
    select: { name: true },
    req,
  })
  return docs
}

const reopen: Omit<Endpoint, 'root'> = {
  path: '/:id/reopen',
  method: 'post',
  handler: async (req) => {
    if (!may(req, 'unit-links', 'reopen'))
      throw new Refused('延长交件时间须由审核、终审或管理员办理，您的账号没有这项权限。', 403)
    const link = await named<UnitLink>(
      req,
      'unit-links',
      req.routeParams?.id,
      '找不到这个交件链接，请刷新页面后再试。',
    )
    const asked = await askedOf(req)
    const reason = typeof asked.reason === 'string' ? asked.reason.trim() : ''
    const until = typeof asked.until === 'string' ? new Date(asked.until) : new Date(Number.NaN)
    if (link.revokedAt) throw new Refused('这个交件链接已作废，请重新生成链接，再按需延长。', 409)
    if (reason === '') throw new Refused('请写明延长交件时间的原因；原因会留痕。')
    const now = runtime().now()
    if (Number.isNaN(until.getTime()) || until <= now || until.getTime() > now.getTime() + longestMs)
      throw new Refused('延长至的时间应晚于现在、不超过 90 天，例如 2026-05-25 18:00，请重新填写。')
    await req.payload.db.updateOne({
      collection: 'unit-links',
      id: link.id,
      data: { reopenedUntil: until.toISOString(), reason },
      returning: false,
    })
    await recordEvent(req, { kind: 'link-reopened', subject: await subjectOfLink(req, link), note: reason })
    const campaign = await named<Campaign>(req, 'campaigns', referenceId(link.campaign), '')
    return Response.json({ until: openUntil(new Date(campaign.submissionsUntil), until).toISOString() })
  },
}

const revoke: Omit<Endpoint, 'root'> = {
  path: '/:id/revoke',
  method: 'post',
  handler: async (req) => {
    if (!may(req, 'unit-links', 'issue'))
      throw new Refused('您没有作废交件链接的权限，请联系编辑或管理员。', 403)
    const link = await named<UnitLink>(
      req,
      'unit-links',
      req.routeParams?.id,
      '找不到这个交件链接，请刷新页面后再试。',
    )
    const itAndEarlier = [
      { campaign: { equals: referenceId(link.campaign) } },
      { unit: { equals: referenceId(link.unit) } },
      { createdAt: { less_than_equal: link.createdAt } },
      { revokedAt: { exists: false } },
    ]
    const revokedAt = runtime().now().toISOString()
    await changeRows(req, 'unit-links', { and: itAndEarlier }, { revokedAt })
    await recordEvent(req, { kind: 'link-revoked', subject: await subjectOfLink(req, link) })
    return Response.json({ message: '链接已作废。' })
  },
}

const list: Omit<Endpoint, 'root'> = {
  path: '/list',
  method: 'get',
  handler: async (req) => {
    if (!may(req, 'unit-links', 'issue')) throw new Refused('您没有查看交件链接的权限。', 403)
    const records = recordsOf(req)
    const campaignId = String(req.query.campaign ?? '')
    const now = runtime().now()
    const links = await records.unitLinks(campaignId)
    const people = await records.honorees(campaignId)
    const units = await unitsOf(req)
    return Response.json(
      {
        units: units.map(({ id, name }) => {
          const link = linkSentOut(links.filter(({ unit }) => unit === name))
          return {
            unitId: String(id),
            unit: name,
            person: people.find(({ nominatedBy }) => nominatedBy === name)?.name ?? null,
            link: link
              ? {
                  id: link.id,
                  until: deadlineOf(link.until),
                  isOpen: linkProblem(link, now) === null,
                  isRevoked: link.revokedAt !== null,
                }
              : null,
          }
        }),
      },
      { headers: { 'Cache-Control': 'no-store' } },
    )
  },
}

async function subjectOfLink(req: PayloadRequest, { unit }: UnitLink) {
  const id = referenceId(unit) ?? ''
  const found = await req.payload.db.findOne<Unit>({
    collection: 'units',
    where: { id: { equals: id } },
    req,
  })
  return { collection: 'units', id, title: found?.name ?? '' }
}

async function named<T>(
  req: PayloadRequest,
  collection: 'units' | 'campaigns' | 'unit-links',
  id: unknown,
  sentence: string,
): Promise<T & { id: string }> {
  if (typeof id !== 'string' || id === '') throw new Refused(sentence)
  const where = { id: { equals: id } }
  const found = await req.payload.db.findOne<T & { id: string }>({ collection, where, req })
  if (!found) throw new Refused(sentence, 404)
  return found
}

export const unitLinkEndpoints = [list, issue, issueAll, reopen, revoke]
