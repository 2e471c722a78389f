/** What the verbs of the pipeline need of the database; implemented in cms. */
import type { Asset } from '../domain/asset.ts'
import type { Campaign } from '../domain/campaign.ts'
import type { ChannelId } from '../domain/channel.ts'
import type { Event } from '../domain/event.ts'
import type { Editions } from '../domain/honoree.ts'
import type { Partner } from '../domain/partner.ts'
import type { Problem } from '../domain/problem.ts'
import type { WorkRow } from '../domain/progress.ts'
import type { Receipt } from '../domain/receipt.ts'
import type { Release, ReleaseWindow, Withdrawal } from '../domain/release.ts'
import type { Screen } from '../domain/screen.ts'
import type { SweepReport } from '../domain/sweep-report.ts'
import type { Variant, VariantKey, VariantState } from '../domain/variant.ts'

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

export interface UnreadableRow {
  /** Kind of record, for staff: e.g. 人选. */
  readonly what: string
  readonly id: string
}
