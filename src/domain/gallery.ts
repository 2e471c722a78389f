/** Everything made for one person (成品), channel by channel: what the studio shows of it. */
import type { Asset } from './asset.ts'
import { type Channel, type ChannelId, groupLabel } from './channel.ts'
import { factsText } from './limit.ts'
import { labelOf } from './outputs/index.ts'
import type { Step } from './plan.ts'
import { type Problem, sentence } from './problem.ts'
import type { Variant, VariantKey, VariantState } from './variant.ts'

export interface GalleryItem {
  readonly key: VariantKey
  /** For staff, e.g. 海报 1920×360. */
  readonly label: string
  readonly state: VariantState
  /** 0…1 while rendering. */
  readonly progress: number
  /** Why it failed, or null. */
  readonly problem: string | null
  /** The file's own name of the photograph or film it is made from; null where it comes from several. */
  readonly from: string | null
  /** The photograph or film it is cut from, by its id, where somebody may frame that; else null. */
  readonly framedIn: string | null
  /** That it shows words which are not published, or are not the newest; null where there is one edition of it. */
  readonly edition: '未发布的修改' | '已发布的文字' | null
  readonly bytes: number | null
  /** Pixels; null for what is no picture and while it is not made. */
  readonly width: number | null
  readonly height: number | null
  readonly durationMs: number | null
  /** Measured of a film, in words, or ''. */
  readonly measured: string
}

export interface GalleryChannel {
  readonly channelId: ChannelId
  readonly label: string
  /** As on the board, in words. */
  readonly group: string
  readonly items: readonly VariantKey[]
}

export interface Gallery {
  readonly channels: readonly GalleryChannel[]
  /** Each once, though several channels show it. */
  readonly items: readonly GalleryItem[]
}

export interface ShownItem extends GalleryItem {
  /** A signed address; null while there is no file. */
  readonly href: string | null
}

export interface ShownGallery extends Pick<Gallery, 'channels'> {
  readonly items: readonly ShownItem[]
  readonly mayRetry: boolean
}

interface Row {
  readonly state: VariantState
  readonly progress: number
  readonly problem: Problem | null
  readonly variant: Variant | null
}

/** `drafted` and `published` are the keys each edition wants; of one edition alone, both name the same. */
export function galleryOf(
  steps: readonly Step[],
  assets: readonly Asset[],
  rowOf: ReadonlyMap<VariantKey, Row>,
  channels: readonly Channel[],
  {
    drafted,
    published,
  }: { readonly drafted: ReadonlySet<VariantKey>; readonly published: ReadonlySet<VariantKey> },
): Gallery {
  const editionOf = (key: VariantKey): GalleryItem['edition'] => {
    if (drafted.has(key) === published.has(key)) return null
    return drafted.has(key) ? '未发布的修改' : '已发布的文字'
  }
  const shown = channels.map((channel) => ({
    channelId: channel.id,
    label: channel.label,
    group: groupLabel[channel.group],
    items: steps
      .filter(({ uses }) => uses.some(({ channelId }) => channelId === channel.id))
      .map(({ key }) => key),
  }))
  return {
    channels: Object.values(groupLabel).flatMap((group) =>
      shown.filter((one) => one.group === group && one.items.length > 0),
    ),
    items: steps
      .filter(({ uses }) => uses.length > 0)
      .map((step) => ({ ...itemOf(step, rowOf.get(step.key), assets), edition: editionOf(step.key) })),
  }
}

function itemOf(
  { key, output, asset, source }: Step,
  row: Row | undefined,
  assets: readonly Asset[],
): Omit<GalleryItem, 'edition'> {
  const portrait = source.kind === 'poster' ? source.content.portrait.sha256 : null
  const isCut = output.kind === 'frame' || (output.kind === 'image' && output.fit === 'cover')
  const cutFrom = isCut ? asset : assets.find(({ sha256 }) => sha256 === portrait)
  const { bytes = null, width = null, height = null, durationMs = null, facts } = row?.variant ?? {}
  return {
    ...{ key, bytes, width, height, durationMs },
    label: labelOf(output),
    state: row?.state ?? 'waiting',
    progress: row?.progress ?? 0,
    problem: row?.problem ? sentence(row.problem) : null,
    from: asset?.fileName ?? null,
    framedIn: cutFrom?.id ?? null,
    measured: facts ? factsText(facts) : '',
  }
}
