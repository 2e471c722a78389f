/**
 * POST /api/honorees/words — the words of an open form, not saved yet: how long they are against the limits of every channel in use,
 * and what a second reader would say of them.
 * POST /api/honorees/:id/findings — stops or resumes telling one finding of this person; who did it stands in the history.
 */
import type { Endpoint, PayloadRequest } from 'payload'
import { pinyin } from 'pinyin-pro'
import { channels } from '../../channels/index.ts'
import { channelsInUse } from '../../domain/campaign.ts'
import { rules2021 } from '../../domain/campaign-rules.ts'
import type { Honoree } from '../../domain/honoree.ts'
import { graphemes } from '../../domain/text.ts'
import { countTexts } from '../../domain/text-counts.ts'
import type { Caution } from '../../domain/word-check/cautions.ts'
import { findingKey, type WordRule, wordRules } from '../../domain/word-check/finding.ts'
import { checkWords } from '../../domain/word-check/index.ts'
import type { Dismissal, WordReport } from '../../domain/word-check/report.ts'
import { may } from '../access.ts'
import { wordsOf } from '../adapter/honoree.ts'
import { UnknownNode } from '../adapter/rich-text.ts'
import { recordEvent, subjectOf } from '../events.ts'
import { askedOf } from '../json-body.ts'
import type { Honoree as Document } from '../payload-types.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

const headers = { 'Cache-Control': 'no-store' }
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const mayWrite = (req: PayloadRequest): void => {
  if (!may(req, 'honorees', 'update')) throw new Refused('您没有修改人选文字的权限。', 403)
}

export const checkedWords: Omit<Endpoint, 'root'> = {
  path: '/words',
  method: 'post',
  handler: async (req) => {
    mayWrite(req)
    const body = await askedOf(req)
    const honoree = await honoreeIn(body, req)
    const campaign = (await recordsOf(req).campaigns()).find(({ id }) => id === body.campaign)
    const dismissed = await dismissalsOf(textOf(body.id), req)
    const findings = checkWords({
      honoree,
      cautions: await cautionsOf(req),
      uncovered: runtime().uncovered,
      soundOf,
    })
    const report: WordReport = {
      counts: countTexts(
        honoree,
        campaign ?? { title: '', rules: rules2021 },
        channelsInUse(campaign, channels),
      ),
      findings: findings.map((finding) => ({
        ...finding,
        dismissal: dismissed.get(findingKey(finding)) ?? null,
      })),
    }
    return Response.json(report, { headers })
  },
}

async function honoreeIn(body: Readonly<Record<string, unknown>>, req: PayloadRequest): Promise<Honoree> {
  const doc = {
    ...Object.fromEntries(
      ['name', 'workplace', 'position', 'field', 'motto', 'summary'].map((name) => [
        name,
        textOf(body[name]),
      ]),
    ),
    deeds: (typeof body.deeds === 'object' ? body.deeds : null) as Document['deeds'],
  }
  try {
    return {
      ...wordsOf(doc, await unitName(body.unit, req)),
      id: '',
      campaignId: '',
      slug: '',
      category: 'frontier',
      consentGivenAt: null,
      consentWithdrawnAt: null,
      edition: 'draft',
    }
  } catch (error) {
    if (error instanceof UnknownNode) throw new Refused('“主要事迹”中有无法识别的内容，请删去后再试。')
    throw error
  }
}

/** '' where there is none, or none yet. */
async function unitName(id: unknown, req: PayloadRequest): Promise<string> {
  if (typeof id !== 'string' || id === '') return ''
  const { docs } = await req.payload.find({
    collection: 'units',
    where: { id: { equals: id } },
    limit: 1,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return textOf(docs[0]?.name)
}

async function cautionsOf(req: PayloadRequest): Promise<readonly Caution[]> {
  const { words } = await req.payload.findGlobal({ slug: 'word-list', depth: 0, req })
  return (words ?? []).map(({ word, why, instead, except }) => ({
    word: word.trim(),
    why: why.trim(),
    instead: instead?.trim() ?? '',
    except: (except ?? '').split(/[、，,；;\s]+/u).filter((one) => one !== ''),
  }))
}

const sounds = new Map<string, string>()
function soundOf(character: string): string {
  const known = sounds.get(character)
  if (known !== undefined) return known
  const sound = pinyin(character, { toneType: 'none' })
  sounds.set(character, sound)
  return sound
}

/** By the finding's key: who said last that it need not be told. */
async function dismissalsOf(id: string, req: PayloadRequest): Promise<ReadonlyMap<string, Dismissal>> {
  const found = new Map<string, Dismissal>()
  if (id === '') return found
  const { docs } = await req.payload.find({
    collection: 'events',
    where: {
      and: [
        { subjectCollection: { equals: 'honorees' } },
        { subjectId: { equals: id } },
        { kind: { in: ['finding-dismissed', 'finding-restored'] } },
      ],
    },
    sort: ['at', 'createdAt'],
    pagination: false,
    depth: 0,
    req,
  })
  for (const { kind, at, actorName, after } of docs) {
    const key = textOf((after as { finding?: unknown } | null)?.finding)
    if (kind === 'finding-dismissed') found.set(key, { by: actorName, at })
    else found.delete(key)
  }
  return found
}

export const keptFindings: Omit<Endpoint, 'root'> = {
  path: '/:id/findings',
  method: 'post',
  handler: async (req) => {
    mayWrite(req)
    const { rule, found, dismissed } = await askedOf(req)
    const isFinding = wordRules.includes(rule as WordRule) && typeof found === 'string' && found !== ''
    if (!isFinding || graphemes(found).length > 60 || typeof dismissed !== 'boolean')
      throw new Refused('提交的内容无法识别，请刷新页面后再试。')
    const honoree = await req.payload.findByID({
      collection: 'honorees',
      id: String(req.routeParams?.id ?? ''),
      draft: true,
      depth: 0,
      overrideAccess: false,
      disableErrors: true,
      req,
    })
    if (!honoree) throw new Refused('找不到这位人选，请刷新页面后再试。', 404)
    await recordEvent(req, {
      kind: dismissed ? 'finding-dismissed' : 'finding-restored',
      subject: subjectOf('honorees', honoree as unknown as Record<string, unknown>),
      after: { finding: findingKey({ rule: rule as WordRule, found }) },
      note: `“${found}”`,
    })
    return Response.json({ ok: true }, { headers })
  },
}
