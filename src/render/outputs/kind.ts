/** What every kind of output says of its bytes: how a group is made and how a finished file is held against its output. */

import type { Cut } from '../../domain/crop.ts'
import type { FileOutput } from '../../domain/outputs/index.ts'
import type { FilmProbe } from '../../domain/probe.ts'
import type { Result } from '../../domain/result.ts'
import type { VariantKey, VariantSource } from '../../domain/variant.ts'
import type { GroupWork, Rendered, RenderResult } from '../../pipeline/ports.ts'
import type { FfmpegTools } from '../ffmpeg-tools.ts'

export interface Setting {
  /** ffmpeg is looked for when the first film comes: photographs and posters work without. */
  readonly tools: () => Promise<FfmpegTools>
  readonly niceness: number
  readonly timeoutMs: number
}

/** A file in its place, not looked at yet. */
export interface Finished<O> {
  readonly key: VariantKey
  readonly file: string
  readonly output: O
  /** How refusals call it. */
  readonly what: string
  /** The film it was made from, where it was. */
  readonly film: FilmProbe | null
  /** Ends what measures it. */
  readonly signal: AbortSignal | null
}

export interface RenderKind<O> {
  /** Makes every output of a group by one decode; kinds that share a decode share this function. */
  make(work: GroupWork, setting: Setting): Promise<readonly RenderResult[]>
  /** Measures a finished file and refuses one that is not to its output. */
  check(finished: Finished<O>, setting: Setting): Promise<Result<Rendered>>
}

/** The outputs of a group by type. Another kind among them is a fault of planning and never left out in silence. */
export function outputsOf<K extends FileOutput['kind']>(
  { steps }: GroupWork,
  ...kinds: readonly K[]
): { key: VariantKey; output: Extract<FileOutput, { kind: K }> }[] {
  return steps.map(({ key, output }) => {
    if (!isOneOf(output, kinds)) throw new Error(`render: ${output.kind} in a group of ${kinds.join()}`)
    return { key, output }
  })
}

const isOneOf = <K extends FileOutput['kind']>(
  output: FileOutput,
  kinds: readonly K[],
): output is Extract<FileOutput, { kind: K }> => kinds.some((kind) => kind === output.kind)

/** The one source all steps of a group share. */
export function sourceOf<K extends VariantSource['kind']>(
  { steps }: GroupWork,
  kind: K,
): Extract<VariantSource, { kind: K }> {
  const source = steps[0]?.source
  if (source?.kind !== kind) throw new Error(`render: a group made of ${source?.kind}, not of ${kind}`)
  return source as Extract<VariantSource, { kind: K }>
}

/** Where the nth step of an asset's group is cut: each ratio as its own source says. */
export function cutAt(work: GroupWork, n: number): Cut {
  const { focal, crop } = sourceOf({ ...work, steps: work.steps.slice(n) }, 'asset')
  return { focal, ...(crop ? { crop } : {}) }
}

/** The asset all steps of a group are made from, and its file. */
export function originalOf(work: GroupWork) {
  const asset = work.steps[0]?.asset
  if (!asset) throw new Error('render: a group of an asset without the asset')
  return { asset, file: fileOf(work, asset.storageKey) }
}

export function fileOf({ files }: GroupWork, storageKey: string): string {
  const file = files.get(storageKey)
  if (file === undefined) throw new Error(`render: no file for ${storageKey}`)
  return file
}
