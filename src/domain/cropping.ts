/** What the studio shows of an honoree's pictures and films (素材) and how they are cut, and what a changed crop costs. */
import type { Asset, FocalPoint } from './asset.ts'
import type { ChannelId } from './channel.ts'
import { type CropList, type Ratio, ratioOf } from './crop.ts'
import { labelOf } from './outputs/index.ts'
import type { Refusal, Step } from './plan.ts'
import { posterRatio } from './poster-content.ts'
import { ok, type Result, refuse } from './result.ts'

/** One ratio somebody wants a photograph in. */
export interface Need {
  readonly ratio: Ratio
  /** Of the photograph, within a poster's frame, or of a film's frame. */
  readonly use: '图片' | '海报人像' | '视频封面'
  /** Outputs by label, each once. */
  readonly outputs: readonly string[]
  readonly channelIds: readonly ChannelId[]
}

/** A photograph, or the frame of a film, and how it is cut. */
export interface Framed {
  readonly id: string
  readonly fileName: string
  readonly caption: string
  /** Pixels of the original. */
  readonly width: number
  readonly height: number
  /** Where it is cut around while `focal` is null; null where that has not been looked for, which a trial does. */
  readonly subject: FocalPoint | null
  readonly focal: FocalPoint | null
  readonly crops: CropList
  /** Of the row as it was read: a save names it, so that nobody writes over what a colleague has just saved. */
  readonly seen: string
  readonly needs: readonly (Omit<Need, 'channelIds'> & { readonly channels: readonly string[] })[]
}

export interface CroppedPhoto extends Framed {
  /** For staff. */
  readonly role: string
  /** A signed address of the whole picture. */
  readonly picture: string
  /** Nothing is cut from it as things stand: the needs are those it would have as the lead photograph. */
  readonly isSpare: boolean
}

export interface ShownFilm extends Framed {
  readonly durationMs: number
  readonly fps: number
  /** The moment its covers show; null where the machine chooses. */
  readonly coverMs: number | null
  /** Signed addresses: what the player plays, and the original. */
  readonly film: string
  readonly original: string
  readonly covers: readonly { readonly label: string; readonly picture: string }[]
}

export interface Cropping {
  readonly photos: readonly CroppedPhoto[]
  readonly films: readonly ShownFilm[]
  readonly mayChange: boolean
}

/** What somebody drew on a photograph, or on the frame of a film, whose moment is null where the machine chooses. */
export interface CropChange {
  readonly focal: FocalPoint | null
  readonly crops: NonNullable<Asset['crops']>
  readonly coverMs: number | null
}

/** Without a moment of its own a film has no picture that could be framed. */
export const changed = ({ coverMs: _, ...asset }: Asset, { focal, crops, coverMs }: CropChange): Asset =>
  asset.probe.kind === 'film' && coverMs === null
    ? { ...asset, focal: null, crops: {} }
    : { ...asset, focal, crops, ...(coverMs === null ? {} : { coverMs }) }

/** Labels of the outputs, one for each file. */
export interface CropCost {
  readonly redone: readonly string[]
  /** Outputs that hold nothing up and for which the crop has too few pixels. */
  readonly lost: readonly string[]
}

/** The ratios that steps cut out of this photograph, in the order they come up. */
export function needsOf(
  { id, sha256 }: Pick<Asset, 'id' | 'sha256'>,
  steps: readonly Step[],
): readonly Need[] {
  const found = new Map<Ratio, Pick<Need, 'use'> & { outputs: Set<string>; channelIds: Set<ChannelId> }>()
  for (const { asset, source, output, uses } of steps) {
    const isFrame = output.kind === 'frame'
    const isCut = asset?.id === id && (isFrame || (output.kind === 'image' && output.fit === 'cover'))
    const isFramed = source.kind === 'poster' && source.content.portrait.sha256 === sha256
    if (!isCut && !isFramed) continue
    const ratio = isCut ? ratioOf(output) : posterRatio
    const need = found.get(ratio) ?? {
      use: isFrame ? '视频封面' : isCut ? '图片' : '海报人像',
      outputs: new Set<string>(),
      channelIds: new Set<ChannelId>(),
    }
    found.set(ratio, need)
    need.outputs.add(labelOf(output))
    for (const { channelId } of uses) need.channelIds.add(channelId)
  }
  return [...found].map(([ratio, { use, outputs, channelIds }]) => ({
    ratio,
    use,
    outputs: [...outputs],
    channelIds: [...channelIds],
  }))
}

/** What would be cut of another photograph of this role if it took the lead one's place. */
export const spareNeeds = (role: Asset['role'], lead: readonly Need[]): readonly Need[] =>
  role === 'work-photo' ? lead : role === 'id-photo' ? lead.filter(({ use }) => use === '海报人像') : []

/** What is known of one person's outputs, before or after. */
interface Known {
  readonly wanted: readonly Step[]
  readonly refusals: readonly Refusal[]
}

/** The difference a crop makes; refused where something that has to be made could not be made any more. */
export function costOfCrop(before: Known, after: Known, isDone: (step: Step) => boolean): Result<CropCost> {
  const known = new Set(before.wanted.map(({ key }) => key))
  const placeOf = ({ channelId, specId }: Refusal): string => `${channelId} ${specId}`
  const refused = new Set(before.refusals.map(placeOf))
  const news = after.refusals.filter((refusal) => !refused.has(placeOf(refusal)))
  const needed = news.flatMap(({ isRequired, problem }) =>
    isRequired && problem.kind === 'pixels-too-few' ? [problem] : [],
  )
  const [most] = needed.toSorted((a, b) => b.minWidth - a.minWidth)
  if (most) return refuse({ ...most, kind: 'crop-too-small' })
  const isLost = ({ uses }: Step): boolean =>
    uses.some((use) => news.some((refusal) => placeOf(refusal) === `${use.channelId} ${use.specId}`))
  return ok({
    redone: after.wanted
      .filter((step) => !known.has(step.key) && !isDone(step))
      .map(({ output }) => labelOf(output)),
    lost: before.wanted.filter(isLost).map(({ output }) => labelOf(output)),
  })
}
