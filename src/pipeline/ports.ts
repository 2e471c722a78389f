/** What the verbs of the pipeline need of bytes, renderer, reader and queue; implemented in render and platform, wired in house.ts. */
import type { Asset, FocalPoint } from '../domain/asset.ts'
import type { Digest } from '../domain/digest.ts'
import type { Group } from '../domain/group.ts'
import type { Block } from '../domain/honoree.ts'
import type { Step } from '../domain/plan.ts'
import type { Probe } from '../domain/probe.ts'
import type { Problem } from '../domain/problem.ts'
import type { Result } from '../domain/result.ts'
import type { Size } from '../domain/source-asset.ts'
import type { PosterContent, Variant, VariantKey } from '../domain/variant.ts'

/** Bytes by key. Writes are atomic: temporary name, fsync, rename; readers see the whole file or none. */
export interface BlobStore {
  /** Copies a finished local file under `key` and leaves the file alone; replaces an equal key. Returns when it is durable. */
  put(file: string, key: string): Promise<void>
  /**
   * Copies a local file under `key` once and reads back what then lies there. Where the key exists nothing is written.
   * False when what lies there, or would, is not `expected`: it stays as it was.
   */
  keep(file: string, key: string, expected: Digest): Promise<boolean>
  /** Moves a file of the scratch folder under `key`. False when something lies there: it stays as it was, and so does the file. */
  take(file: string, key: string): Promise<boolean>
  /** Lends a local file that holds the bytes, to be read and nothing else, until `use` has ended; throws when the key is absent. */
  withLocal<T>(key: string, use: (file: string) => Promise<T>): Promise<T>
  /** Bytes `start`…`end` inclusive; the whole when left out. Throws when the key is absent. */
  read(key: string, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>>
  size(key: string): Promise<number | null>
  /** False when so little is left, with so many bytes more, that what works in it may fail: nothing more should be taken in. */
  hasRoom(more?: number): Promise<boolean>
  delete(key: string): Promise<void>
  /** Gives the bytes another key; they count as modified now. False when there are none, or others lie there: nothing is replaced. */
  move(key: string, toKey: string): Promise<boolean>
  /** Everything finished under a prefix, in no order. */
  list(prefix: string): AsyncIterable<StoredBlob>
}

export interface StoredBlob {
  readonly key: string
  readonly bytes: number
  readonly modifiedAt: Date
}

/** One finished file in a scratch folder, measured after it was made. */
export type Rendered = { readonly file: string } & Omit<Variant, 'storageKey'>

export interface RenderResult {
  readonly key: VariantKey
  readonly result: Result<Rendered>
  /** What was thrown where this output alone failed: for the log, it may name paths. */
  readonly error?: unknown
}

/** The steps of one group (`domain/group`), to be made by one decode. */
export interface GroupWork {
  readonly steps: readonly (Pick<Step, 'key' | 'source' | 'output'> & {
    readonly asset: Pick<Asset, 'fileName' | 'storageKey' | 'probe'> | null
  })[]
  /** Local files of all originals the steps are made from, by storage key. */
  readonly files: ReadonlyMap<string, string>
  /** Nothing is written outside of it. */
  readonly dir: string
  /** Kills what works for the group; the promise then rejects. */
  readonly signal: AbortSignal
  /** 0…1, told by groups that take long. */
  readonly onProgress: (fraction: number) => void
}

/** Posters to be looked at while their words are still being written. */
export interface SketchWork {
  readonly content: PosterContent
  readonly portraitFile: string
  /** Pixels of the posters themselves. */
  readonly sizes: readonly Size[]
  /** Pixels of the longer side of what is drawn. */
  readonly longSide: number
  /** Ends the work between two posters; the promise then rejects. */
  readonly signal: AbortSignal
}

/** In the order of the sizes, each with its JPEG or why it cannot be made. */
export type PosterSketches = readonly (Size & { readonly jpeg: Result<Uint8Array> })[]

/** The bytes room. Never throws for a bad input. */
export interface Renderer {
  /** Looks at a file before it is accepted: type by bytes, limits, a real decode of images, packet count of films. `fileName` is what the unit called it. */
  examine(file: string, fileName: string): Promise<Result<Probe>>
  /** One result per step. A film is decoded strictly to its end, so rot that `examine` cannot see is refused here. */
  render(work: GroupWork): Promise<readonly RenderResult[]>
  /** Nothing is written. */
  sketchPosters(work: SketchWork): Promise<Result<PosterSketches>>
  /** Where a photograph, or a film's frame at a moment, is cut around while nobody says where; the usual place for a file that does not decode. */
  subject(file: string, atMs?: number): Promise<FocalPoint>
  /**
   * Writes a WebP of `thumbnailSide` pixels at the most, or of `momentSide` of a film's moment, without metadata; false,
   * and no file, where there is nothing to draw.
   */
  thumbnail(file: string, kind: 'picture' | 'film', target: string, atMs?: number): Promise<boolean>
  /** Characters of `text` that no poster font can draw, each once. */
  uncovered(text: string): readonly string[]
}

/** Work as data: any process can read it and do it. What it comes to is planned when it runs, from what is recorded then. */
export interface Job {
  readonly honoreeId: string
  readonly group: Group
}

/** Bounded concurrency by memory and cores. The queue forgets at a crash; the difference brings every job back. */
export interface WorkQueue {
  /** False when a job for this group waits or runs already; one that runs is then run once more. */
  add(job: Job): boolean
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>
  /** Drops what waits, aborts what runs and resolves when it has ended. */
  stop(): Promise<void>
}

/** What the pipeline says while it works; shown in the terminal, counted in the metrics. Never holds personal data. */
export type PipelineEvent =
  | { readonly kind: 'announced'; readonly honoreeId: string; readonly count: number }
  | { readonly kind: 'rendered'; readonly honoreeId: string; readonly key: VariantKey }
  | {
      readonly kind: 'failed'
      readonly honoreeId: string
      readonly key: VariantKey
      readonly problem: Problem
    }
  | {
      readonly kind: 'progress'
      readonly honoreeId: string
      readonly group: string
      readonly fraction: number
    }
  | { readonly kind: 'crashed'; readonly what: string; readonly error: unknown }

/** Reads what units hand in. Never throws for a bad input. `fileName` is what the unit called the file. */
export interface DocumentReader {
  /** Unpacks into `dir`, an empty folder, when `hasRoom` for all its bytes; on refusal nothing is left in it. */
  unzip(
    file: string,
    fileName: string,
    dir: string,
    hasRoom: (bytes: number) => Promise<boolean>,
  ): Promise<Result<null>>
  /** The first sheet's cells as text, dates as YYYY-MM-DD. */
  table(file: string, fileName: string): Promise<Result<readonly (readonly string[])[]>>
  /** Paragraphs of a DOCX or TXT, table cells one by one. */
  text(file: string, fileName: string): Promise<Result<readonly Block[]>>
}
