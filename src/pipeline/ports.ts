/** What the verbs of the pipeline need from the outside; implemented in render, platform and cms, wired in house.ts. */
import type { Asset, FocalPoint } from '../domain/asset.ts'
import type { Campaign } from '../domain/campaign.ts'
import type { ChannelId } from '../domain/channel.ts'
import type { Digest } from '../domain/digest.ts'
import type { Event } from '../domain/event.ts'
import type { Group } from '../domain/group.ts'
import type { Block, Editions } from '../domain/honoree.ts'
import type { Partner } from '../domain/partner.ts'
import type { Step } from '../domain/plan.ts'
import type { Probe } from '../domain/probe.ts'
import type { Problem } from '../domain/problem.ts'
import type { WorkRow } from '../domain/progress.ts'
import type { Receipt } from '../domain/receipt.ts'
import type { Release, ReleaseWindow, Withdrawal } from '../domain/release.ts'
import type { Result } from '../domain/result.ts'
import type { Screen } from '../domain/screen.ts'
import type { Size } from '../domain/source-asset.ts'
import type { SweepReport } from '../domain/sweep-report.ts'
import type { PosterContent, Variant, VariantKey, VariantState } from '../domain/variant.ts'

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

/** A variant's row, done or not. */
export interface VariantRow {
  readonly key: VariantKey
  readonly honoreeId: string
  readonly assetId: string | null
  readonly state: VariantState
  /** 0…1 while rendering. */
  readonly progress: number
  readonly attempts: number
  /** Expected CPU seconds, as announced. */
  readonly cost: number
  readonly doneAt: Date | null
  readonly problem: Problem | null
  readonly variant: Variant | null
  /** As marked last: no plan of its honoree wanted it then. */
  readonly isSuperseded: boolean
}

/** Of the rows of one person. */
export interface Revision {
  readonly honoreeId: string
  /** Another after every change of one of them, whichever process made it. */
  readonly of: string
  /** The latest of them; an invalid date where a row does not say. */
  readonly changedAt: Date
}

export interface Revisions {
  readonly people: readonly Revision[]
  /** Another after every change of any file, whoever it belongs to. */
  readonly files: string
}

/** A word that something of this honoree changed (null: anything); its stamp is new each time. */
export interface Wake {
  readonly honoreeId: string | null
  readonly stamp: string
}

/** What the pipeline reads and writes of the database. Every write is one row and stands by itself. */
export interface Records {
  /** Without those that are being removed, unless asked `withRemovals`: of whom something may still be shown. */
  campaigns(options?: { readonly withRemovals: boolean }): Promise<readonly Campaign[]>
  /** Everybody whose newest edition names the campaign; null: everybody, also who names none yet. Never fails for a row that cannot be read. */
  honorees(campaignId: string | null): Promise<readonly Editions[]>
  /** Of the campaign, whom the unit names in their newest edition, however its name is spaced and dotted; reads nobody else. */
  nomineesOf(campaignId: string, unit: string): Promise<readonly Editions[]>
  /** Those of them there are, in the order of `honorees`. */
  honoreesOf(ids: readonly string[]): Promise<readonly Editions[]>
  honoree(id: string): Promise<Editions | null>
  /** Of whoever may be of the campaign, in the order of `honorees`: some may turn out to be of another. */
  honoreeIdsOf(campaignId: string): Promise<readonly string[]>
  /** Of every honoree there is a row of, those in the trash included. */
  honoreeIds(): Promise<readonly string[]>
  assetsOf(honoreeId: string): Promise<readonly Asset[]>
  /** One query, each honoree's in the order of `assetsOf`. */
  assetsOfAll(honoreeIds: readonly string[]): Promise<readonly Asset[]>
  /** The same people, each with what everything they are judged by has come to; no row is read whole for it. */
  revisions(campaignId: string): Promise<Revisions>
  /** Of the files alone, of everybody who has any. */
  fileRevisions(): Promise<readonly Revision[]>
  screens(): Promise<readonly Screen[]>
  partners(): Promise<readonly Partner[]>

  /** Storage key of every original any asset row knows, rows in the trash included. */
  originalKeys(): Promise<readonly string[]>
  /** Whether it is one of them, now. */
  knowsOriginal(storageKey: string): Promise<boolean>

  /** Null: every row there is, whoever it belongs to. */
  variantRows(honoreeId: string | null): Promise<readonly VariantRow[]>
  /** Of these honorees, by one query, each honoree's in the order of `variantRows`. */
  variantRowsOf(honoreeIds: readonly string[]): Promise<readonly VariantRow[]>
  /** What progress is counted from, of these or of everybody: rows that are not superseded, without the measured facts. */
  workRows(honoreeIds?: readonly string[]): Promise<readonly WorkRow[]>
  /** Marks rows as wanted by no plan any more, or as wanted again. */
  supersedeVariants(keys: readonly VariantKey[], isSuperseded: boolean): Promise<void>
  /** By key, whoever the row belongs to: two honorees may share a photograph and so its variants. */
  variantRowsByKey(keys: readonly VariantKey[]): Promise<readonly VariantRow[]>
  /** Creates missing rows as waiting; existing rows are left as they are. Safe when raced. */
  announceVariants(rows: readonly AnnouncedVariant[]): Promise<void>
  /** One conditional update: true when this owner now holds the row (it was waiting, or rendering with a lease that ended before `now`). */
  claimVariant(key: VariantKey, owner: string, now: Date, leaseUntil: Date): Promise<boolean>
  /** Renews the claim on the way; false when this owner holds it no more. */
  reportProgress(key: VariantKey, owner: string, progress: number, leaseUntil: Date): Promise<boolean>
  completeVariant(owner: string, variant: Variant, now: Date): Promise<void>
  failVariant(key: VariantKey, owner: string, problem: Problem, now: Date): Promise<void>
  /**
   * `from` → waiting, attempts kept: a failed one is tried again, a done one has lost its bytes. False when it is
   * another by now, which stays.
   */
  retryVariant(key: VariantKey, from: 'failed' | 'done'): Promise<boolean>
  /** Gives a claim back (rendering → waiting), e.g. at an orderly stop. */
  releaseClaim(key: VariantKey, owner: string): Promise<void>
  /** Gives every claim back. Only for a process that knows it is alone: claims found at its start are a dead one's. */
  abandonClaims(): Promise<void>
  /**
   * Removes those of the rows that no release shows and that are in one of these states when it comes to them;
   * returns how many. Their bytes are left.
   */
  forgetVariants(
    keys: readonly VariantKey[],
    states: readonly Exclude<VariantState, 'rendering'>[],
  ): Promise<number>

  /** Rows marked as shown by a release, of one honoree or (null) of all. */
  shownVariants(
    honoreeId: string | null,
  ): Promise<readonly { readonly key: VariantKey; readonly honoreeId: string }[]>
  /** One conditional update, of a row that is this honoree's: another's, who has the same photograph, stays as it is. */
  markVariant(key: VariantKey, honoreeId: string, isShown: boolean): Promise<void>

  /** Tells every process that something of this honoree changed (null: anything). */
  leaveWake(honoreeId: string | null, now: Date): Promise<void>
  /** The latest so many; one a honoree. Cheap to ask. */
  wakes(limit: number): Promise<readonly Wake[]>
  forgetWakes(before: Date): Promise<void>
  /** Of those whose time was over by then: nobody came after whoever died over it. */
  forgetClaims(before: Date): Promise<void>

  /** Every release of every version, of one honoree or of all, oldest first. */
  releases(honoreeId?: string): Promise<readonly Release[]>
  /** Of one campaign, without what readers see: cheap for any number of them. */
  releaseWindows(campaignId: string): Promise<readonly ReleaseWindow[]>
  /** The highest version released of an honoree on a channel; null when there is none. */
  latestRelease(
    honoreeId: string,
    channelId: ChannelId,
  ): Promise<{ readonly version: number; readonly isWithdrawn: boolean } | null>
  withdrawals(): Promise<readonly Withdrawal[]>
  /** Moves whenever a release or a withdrawal is added: cheap to ask. */
  ledgerPosition(): Promise<string>
  /** False when a release of this (honoree, channel, version) exists already: the unique key decides, not a look before. */
  addRelease(release: Omit<Release, 'id'>): Promise<boolean>
  /** False when the release is withdrawn already: the first stands. */
  addWithdrawal(withdrawal: Withdrawal): Promise<boolean>

  /** What the latest sweep did, which began then; instead of the one before. */
  noteSweep(report: SweepReport, at: Date): Promise<void>
  lastSweep(): Promise<{ readonly at: Date; readonly report: SweepReport } | null>

  /** Rows of an older version or another hand that nothing can be made of; everything else goes on without them. */
  unreadable(): Promise<readonly UnreadableRow[]>

  /** False while another program holds the database's lock; reads go on. */
  isWritable(): Promise<boolean>

  /** SHA-256 hex of the token's text. */
  partnerByTokenHash(hash: string): Promise<Partner | null>
  touchToken(partnerId: string, now: Date): Promise<void>
  /** False when its key is taken: a fact told twice is one. */
  addReceipt(receipt: Omit<Receipt, 'id'>): Promise<boolean>
  receipt(key: Receipt['key']): Promise<Receipt | null>

  /** Appends a fact (留痕); nothing reads it but people. Told again under the same key, it is one. */
  addEvent(event: Omit<Event, 'id'>, key?: string): Promise<void>
  /** Ids of the releases whose withdrawal is told. */
  toldWithdrawals(): Promise<ReadonlySet<Release['id']>>
}

export interface UnreadableRow {
  /** Kind of record, for staff: e.g. 人选. */
  readonly what: string
  readonly id: string
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

export interface AnnouncedVariant {
  readonly key: VariantKey
  readonly honoreeId: string
  readonly assetId: string | null
  /** For staff: e.g. 竖版短视频 1080×1920. */
  readonly label: string
  readonly channelIds: readonly ChannelId[]
  /** Expected CPU seconds (`costOf` in domain/progress): weighs progress bars and estimates. */
  readonly cost: number
}

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
