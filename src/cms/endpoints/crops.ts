/**
 * How an honoree's photographs are cut (裁切), and which picture of a film its covers show:
 *
 *   GET  /api/honorees/:id/crops  → Cropping
 *   POST /api/assets/:id/crops    {focal, crops, coverSeconds?, seen, isTrial?} → {redone, lost, seen}; without
 *                                 coverSeconds the film keeps its picture, null leaves it to the machine; a trial only says
 *                                 what it would cost, and where the picture is cut around while no point is set: {…, subject}
 *
 * The one way in for crops: a change of the field by other ways is dropped.
 */
import type { Endpoint, PayloadRequest } from 'payload'
import { channelById, channels } from '../../channels/index.ts'
import { type Asset, assetRoleLabel, type FocalPoint } from '../../domain/asset.ts'
import { cropList, cropsIn } from '../../domain/crop.ts'
import {
  type CropChange,
  type CroppedPhoto,
  type Cropping,
  changed,
  type Framed,
  type Need,
  needsOf,
  type ShownFilm,
  spareNeeds,
} from '../../domain/cropping.ts'
import { coverMoment, secondsOf } from '../../domain/film-cover.ts'
import { labelOf } from '../../domain/outputs/index.ts'
import type { Step } from '../../domain/plan.ts'
import type { FilmProbe } from '../../domain/probe.ts'
import { type Size, workPhotos } from '../../domain/source-asset.ts'
import { judgeCrop } from '../../pipeline/cropping.ts'
import { type Gathered, gather, groundOf } from '../../pipeline/gather.ts'
import { may, personOf } from '../access.ts'
import { assetOf } from '../adapter/asset.ts'
import { askedOf } from '../json-body.ts'
import type { Asset as Row } from '../payload-types.ts'
import { changeRow, findRows } from '../records/rows.ts'
import { recordsOf } from '../records.ts'
import { Refused, refusedFor } from '../refusal.ts'
import { runtime } from '../runtime.ts'

const headers = { 'Cache-Control': 'no-store' }

/** Whether the crops of this request's document come from the endpoint below. */
export const areCropsJudged = ({ req }: { readonly req: Pick<PayloadRequest, 'context'> }): boolean =>
  req.context.areCropsJudged === true

const portsOf = (req: PayloadRequest) => ({
  records: recordsOf(req),
  channels,
  uncovered: runtime().uncovered,
})

export const cropping: Omit<Endpoint, 'root'> = {
  path: '/:id/crops',
  method: 'get',
  handler: async (req) => {
    if (!may(req, 'assets', 'read')) throw new Refused('您没有查看素材的权限。', 403)
    const id = String(req.routeParams?.id ?? '')
    const ports = portsOf(req)
    const editions = await ports.records.honoree(id)
    if (!editions) throw new Refused('找不到这位人选，请刷新页面后再试。', 404)
    const gathered = await gather(editions, await groundOf(ports), ports)
    const rows = await findRows(req.payload, 'assets', {
      where: { honoree: { equals: id } },
      select: { updatedAt: true },
    })
    const seen = new Map(rows.map((row) => [String(row.id), row.updatedAt]))
    const lead = workPhotos(gathered.assets)[0]
    const look: Look = { gathered, seen, req, lead: lead ? needsOf(lead, gathered.wanted) : [] }
    const photos: CroppedPhoto[] = []
    const films: ShownFilm[] = []
    for (const asset of gathered.assets)
      if (asset.probe.kind === 'image') photos.push(await photoOf(asset, asset.probe, look))
      else if (asset.probe.kind === 'film') films.push(filmOf(asset, asset.probe, look))
    return Response.json({ photos, films, mayChange: may(req, 'assets', 'update') } satisfies Cropping, {
      headers,
    })
  },
}

function linkTo(storageKey: string, { user }: PayloadRequest): string {
  const person = personOf(user)
  return person ? runtime().link(storageKey, person) : ''
}

/** Where the finished file of a step lies. */
const madeOf = ({ variants }: Gathered, step: Step | undefined): string | undefined =>
  step && variants.get(step.key)?.storageKey

interface Look {
  readonly gathered: Gathered
  readonly seen: ReadonlyMap<string, string>
  /** What the lead photograph is needed for. */
  readonly lead: readonly Need[]
  readonly req: PayloadRequest
}

const framedOf = (
  { id, fileName, caption, focal, crops = {} }: Asset,
  { width, height }: Size,
  needs: readonly Need[],
  { seen }: Look,
): Omit<Framed, 'subject'> => ({
  ...{ id, fileName, caption, width, height, focal },
  crops: cropList(crops),
  seen: seen.get(id) ?? '',
  needs: needs.map(({ channelIds, ...need }) => ({
    ...need,
    channels: channelIds.map((channelId) => channelById(channelId)?.label ?? channelId),
  })),
})

async function photoOf(asset: Asset, size: Size, look: Look): Promise<CroppedPhoto> {
  const { gathered, req } = look
  const { id, role, storageKey, focal } = asset
  const whole = gathered.wanted.find(
    (step) => step.asset?.id === id && step.output.kind === 'image' && step.output.fit === 'inside',
  )
  const needs = needsOf(asset, gathered.wanted)
  const isSpare = needs.length === 0
  return {
    ...framedOf(asset, size, isSpare ? spareNeeds(role, look.lead) : needs, look),
    role: assetRoleLabel[role],
    // An original weighs eight times as much as what was made of it for articles.
    picture: linkTo(madeOf(gathered, whole) ?? storageKey, req),
    // Looking takes a decode: of others it is asked for when somebody frames them.
    subject: focal ?? (isSpare ? null : await runtime().subject(storageKey)),
    isSpare,
  }
}

function filmOf(asset: Asset, probe: FilmProbe, look: Look): ShownFilm {
  const { gathered, req } = look
  const { id, storageKey, focal, coverMs = null } = asset
  const { durationMs, fps } = probe
  const own = gathered.wanted.filter((step) => step.asset?.id === id)
  const web = own.find(({ output }) => output.kind === 'film' && output.profile === 'h264')
  const covers = own.flatMap((step) => {
    const made = step.output.kind === 'frame' ? madeOf(gathered, step) : undefined
    return made ? [{ label: labelOf(step.output), picture: linkTo(made, req) }] : []
  })
  return {
    ...framedOf(asset, probe, needsOf(asset, gathered.wanted), look),
    ...{ durationMs, fps, coverMs, covers, subject: focal },
    film: linkTo(madeOf(gathered, web) ?? storageKey, req),
    original: linkTo(storageKey, req),
  }
}

export const crop: Omit<Endpoint, 'root'> = {
  path: '/:id/crops',
  method: 'post',
  handler: async (req) => {
    if (!may(req, 'assets', 'update'))
      throw new Refused('您没有裁切照片和选取封面的权限，请联系编辑或管理员。', 403)
    const sent = await askedOf(req)
    const id = String(req.routeParams?.id ?? '')
    const [row] = await findRows(req.payload, 'assets', { where: { id: { equals: id } } })
    const asset = row && assetOf(row)
    if (!row || !asset || asset.probe.kind === 'document')
      throw new Refused('找不到这张照片或这部视频，请刷新页面后再试。', 404)
    if (sent.seen !== row.updatedAt) throw changedMeanwhile(asset)
    const change = changeIn(sent, asset, asset.probe)
    const cost = await judgeCrop(asset, change, portsOf(req))
    if (!cost.ok) throw refusedFor(cost.problem)
    if (sent.isTrial === true) {
      const subject = await subjectOf(asset, change)
      return Response.json({ ...cost.value, subject, seen: sent.seen }, { headers })
    }
    // Judging took its time: of two who saw the same photograph, one has it from here on.
    const asSeen = { and: [{ id: { equals: id } }, { updatedAt: { equals: sent.seen } }] }
    if (!(await changeRow(req, 'assets', asSeen, { updatedAt: later(row.updatedAt) })))
      throw changedMeanwhile(asset)
    const { focal, crops = {}, coverMs = null } = changed(asset, change)
    req.context.areCropsJudged = true
    const kept = await req.payload.update({
      collection: 'assets',
      id,
      data: {
        crops: cropList(crops).map((one) => ({ ...one })),
        focalX: focal && Math.round(focal.x * 100),
        focalY: focal && Math.round(focal.y * 100),
        ...(asset.probe.kind === 'film'
          ? { coverSeconds: coverMs === null ? null : secondsOf(coverMs) }
          : {}),
      } as Partial<Row>,
      depth: 0,
      overrideAccess: false,
      req,
    })
    return Response.json({ ...cost.value, seen: kept.updatedAt }, { headers })
  },
}

/** Of a photograph or of a film with these pixels; throws where it is neither within the picture nor within the film. */
function changeIn(sent: Readonly<Record<string, unknown>>, asset: Asset, size: Size): CropChange {
  const kept = asset.coverMs === undefined ? null : secondsOf(asset.coverMs)
  const cover = coverMoment(asset, sent.coverSeconds === undefined ? kept : sent.coverSeconds)
  if (!cover.ok) throw refusedFor(cover.problem)
  const crops = cropsIn(sent.crops, size)
  const focal = focalIn(sent.focal)
  if (!crops || focal === undefined)
    throw new Refused(
      `“${asset.fileName}”的裁切框或主体位置超出了${asset.probe.kind === 'film' ? '画面' : '照片'}，请刷新页面后重新裁切。`,
    )
  return { focal, crops, coverMs: cover.value }
}

/** Null for a film whose picture the machine chooses. */
async function subjectOf(
  { storageKey, probe }: Asset,
  { focal, coverMs }: CropChange,
): Promise<FocalPoint | null> {
  if (focal || (probe.kind === 'film' && coverMs === null)) return focal
  return await runtime().subject(storageKey, coverMs ?? undefined)
}

const changedMeanwhile = ({ probe }: Asset): Refused =>
  new Refused(
    `同事刚刚改过这${probe.kind === 'film' ? '部视频' : '张照片'}，请刷新页面，看过后再${probe.kind === 'film' ? '选' : '裁切'}。`,
    409,
  )

/** Never the instant that was seen, also when both fall into one millisecond. */
const later = (seen: string): string => new Date(Math.max(Date.now(), Date.parse(seen) + 1)).toISOString()

/** Undefined for anything but a point within the picture, or none. */
function focalIn(sent: unknown): FocalPoint | null | undefined {
  if (sent === null || sent === undefined) return null
  const { x, y } = sent as Readonly<Record<string, unknown>>
  const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1
  // To the hundredth, as it is kept: what is judged is what is made.
  return isShare(x) && isShare(y) ? { x: Math.round(x * 100) / 100, y: Math.round(y * 100) / 100 } : undefined
}
