/** What every kind of output says of itself: what it is planned from, what it costs, what staff and readers call it. */
import type { Asset } from '../asset.ts'
import type { Campaign } from '../campaign.ts'
import type { Group } from '../group.ts'
import type { Honoree } from '../honoree.ts'
import type { Facts, Limit } from '../limit.ts'
import type { MediaRole } from '../media-role.ts'
import type { Extension } from '../media-type.ts'
import type { Problem } from '../problem.ts'
import type { VariantSource } from '../variant.ts'

/** Where a spec's bytes come from. `lead-photo` is the first work photo; `portrait` the id photo. */
export type Source = 'lead-photo' | 'work-photos' | 'portrait' | 'film' | 'text' | 'poster'

/** What a channel asks for, as far as its kind decides. */
export interface Ask<O> {
  readonly from: Source
  readonly output: O
  readonly limits: readonly Limit[]
}

/** What there is to make something from. */
export interface Ingredients {
  readonly campaign: Campaign
  readonly honoree: Honoree
  readonly assets: readonly Asset[]
  /** Characters no poster font can draw; a poster that has one is refused. */
  readonly uncovered?: (text: string) => readonly string[]
}

/** One variant that can be made. */
export interface Wish<O> {
  /** The asset the bytes come from; null for posters and press kits, which come from several. */
  readonly asset: Asset | null
  readonly source: VariantSource
  readonly output: O
  readonly group: Group
}

/** Hints hold nothing up, but somebody should know. */
export type Found<O> =
  | { readonly wishes: readonly Wish<O>[]; readonly hints?: readonly Problem[] }
  | { readonly problem: Problem }

/** `Made` is never where the output has no bytes. */
export interface OutputKind<O, Made = O> {
  /** What is made of the material, or why nothing is. */
  find(ask: Ask<O>, material: Ingredients): Found<Made>
  /** How staff name it, e.g. 海报 1920×360. */
  label(output: O): string
}

/** A kind whose outputs are files. */
export interface FileKind<O> extends OutputKind<O> {
  extension(output: O): Extension
  /** Expected CPU seconds; `seconds` is the length of the film it comes from, 0 for stills. */
  cost(output: O, seconds: number): number
  /** Bytes it takes, rather too many; `seconds` as above. */
  expectedBytes(output: O, seconds: number): number
  /** Outputs of the same source it is cut from, which are made even where no channel shows them. */
  needs(output: O): readonly O[]
  /** What every file of it is, since the bytes' side refuses any other; what only the file tells is left out. */
  facts(output: O, asset: Asset | null): Facts
  role(output: O, from: Source): MediaRole
  /** What a screen reader says; never empty. */
  alt(
    role: MediaRole,
    asset: Asset | null,
    material: Pick<Ingredients, 'campaign' | 'honoree' | 'assets'>,
  ): string
}

export const missing = ({ honoree }: Ingredients, what: string): { readonly problem: Problem } => ({
  problem: { kind: 'material-missing', name: honoree.name, what },
})

/** A JPEG of the highest quality takes about a byte a pixel. */
export const stillBytes = ({
  width,
  height,
  maxBytes,
}: {
  readonly width: number
  readonly height: number
  readonly maxBytes: number | null
}): number => Math.min(width * height, maxBytes ?? Number.POSITIVE_INFINITY)

export const workPhotoName = '工作或生活照片'

export const assetSource = (asset: Asset): VariantSource => ({
  kind: 'asset',
  sha256: asset.sha256,
  focal: asset.focal,
  marksAi: asset.isAiMade,
})

/** E.g. 沈阳农业大学王翀. */
export const personOf = ({ workplace, name }: Honoree): string => `${workplace}${name}`
