/**
 * An append-only fact that somebody fetched, confirmed, showed, took down or failed (回执), and the one rulebook of which
 * are believed: whatever door it comes in by. Nothing flows back upstream.
 */
import { beijingStamp } from './beijing.ts'
import { fingerprint } from './fingerprint.ts'
import { newest, type Standing, withdrawalOf } from './ledger.ts'
import { type Pack, packedFrom } from './pack.ts'
import type { Partner } from './partner.ts'
import type { Release } from './release.ts'
import { ok, type Result, refuse } from './result.ts'
import type { Screen } from './screen.ts'

export const receiptKinds = ['fetched', 'acknowledged', 'shown', 'withdrawn', 'failed'] as const
export type ReceiptKind = (typeof receiptKinds)[number]

export const receiptLabel: Readonly<Record<ReceiptKind, string>> = {
  fetched: '已取走',
  acknowledged: '已确认',
  shown: '已展示',
  withdrawn: '已撤下',
  failed: '失败',
}

export interface Receipt {
  readonly id: string
  /** Unique: the same fact reported twice is one row, so a second `addReceipt` with an equal key changes nothing. */
  readonly key: string
  readonly kind: ReceiptKind
  readonly partnerId: string
  /** The release it speaks of, or null when it speaks of a whole pack. */
  readonly releaseId: string | null
  /** Pack version (its content hash) for screens, else null. */
  readonly packVersion: string | null
  readonly screenId: string | null
  readonly at: Date
  readonly note: string
}

export type NewReceipt = Omit<Receipt, 'id'>

/** The partner's own id for the fact decides when it gave one; else the fact itself. A first fetch is one fact, whenever. */
export function receiptKey(receipt: Omit<Receipt, 'id' | 'key'>, clientId: string | null): string {
  const { kind, partnerId, releaseId, packVersion, screenId, at } = receipt
  if (clientId !== null) return fingerprint({ partnerId, clientId })
  const fact = { kind, partnerId, releaseId, packVersion, screenId }
  return fingerprint(kind === 'fetched' ? fact : { ...fact, at })
}

/** Whether two receipts of one key tell the same; remarks do not count, nor does when a first fetch was noted. */
export function tellSame(a: Omit<Receipt, 'id'>, b: Omit<Receipt, 'id'>): boolean {
  const isSameTime = a.kind === 'fetched' || a.at.getTime() === b.at.getTime()
  return (
    a.kind === b.kind &&
    a.releaseId === b.releaseId &&
    a.packVersion === b.packVersion &&
    a.screenId === b.screenId &&
    isSameTime
  )
}

/** What somebody says happened, well formed and not yet believed. */
export interface Claim {
  /** The sender's own id for it. */
  readonly clientId: string | null
  readonly kind: ReceiptKind
  /** This or `packVersion` is there; `packVersion` never without `screen`. */
  readonly releaseId: string | null
  readonly packVersion: string | null
  /** Its slug. */
  readonly screen: string | null
  readonly at: Date
  readonly note: string
}

/** What is known of what the claim names; null where nothing of that name exists. */
export interface Given {
  readonly partner: Partner
  readonly release: { readonly release: Release; readonly standing: Standing } | null
  readonly screen: Screen | null
  /** What the screen is to show now. */
  readonly pack: Pack | null
  /** Whether this partner took this very version for this screen, though it may be an older one. */
  readonly hasTaken: boolean
}

export type ReceiptProblem =
  | { readonly kind: 'receipt-release-unknown'; readonly found: string }
  | { readonly kind: 'receipt-screen-unknown'; readonly found: string }
  | { readonly kind: 'receipt-elsewhere'; readonly release: string; readonly screen: string }
  | {
      readonly kind: 'receipt-pack-unknown'
      readonly found: string
      readonly screen: string
      readonly current: string
    }
  | { readonly kind: 'receipt-pack-empty'; readonly found: string; readonly screen: string }
  | { readonly kind: 'receipt-release-missing' }
  | { readonly kind: 'receipt-clock'; readonly at: Date; readonly now: Date }
  | { readonly kind: 'receipt-early'; readonly what: ReceiptKind; readonly at: Date; readonly from: Date }
  | { readonly kind: 'receipt-late'; readonly at: Date; readonly until: Date }
  | {
      readonly kind: 'receipt-after-withdrawal'
      readonly what: ReceiptKind
      readonly at: Date
      readonly withdrawnAt: Date
    }
  | { readonly kind: 'receipt-not-withdrawn'; readonly release: string }
  | { readonly kind: 'receipt-id-taken'; readonly id: string }

/** Clocks of players run apart by minutes, not by hours. */
const skewMs = 10 * 60_000
const isBefore = (at: Date, edge: Date): boolean => at.getTime() + skewMs < edge.getTime()
const isPast = (at: Date, edge: Date): boolean => at.getTime() >= edge.getTime() + skewMs

/** The receipt as it is kept, `now` being the server's time; or why the claim cannot be true. */
export function receiptOf(claim: Claim, given: Given, now: Date): Result<NewReceipt, ReceiptProblem> {
  const problem = doubtOf(claim, given, now)
  return problem ? refuse(problem) : ok(keptAs(claim, given))
}

/** Believed or not: the key tells whether it was told before. */
export function keptAs(
  { clientId, kind, releaseId, packVersion, at, note }: Claim,
  { partner, screen }: Given,
): NewReceipt {
  const fact = { kind, partnerId: partner.id, releaseId, packVersion, screenId: screen?.id ?? null, at, note }
  return { ...fact, key: receiptKey(fact, clientId) }
}

function doubtOf(claim: Claim, given: Given, now: Date): ReceiptProblem | null {
  const { partner, screen, release } = given
  if (isPast(claim.at, now)) return { kind: 'receipt-clock', at: claim.at, now }
  if (claim.screen !== null && !(screen && partner.channelIds.includes(screen.channelId)))
    return { kind: 'receipt-screen-unknown', found: claim.screen }
  if (claim.releaseId !== null && !(release && partner.channelIds.includes(release.release.channelId)))
    return { kind: 'receipt-release-unknown', found: claim.releaseId }
  if (screen && release && release.release.channelId !== screen.channelId)
    return { kind: 'receipt-elsewhere', release: release.release.id, screen: screen.slug }
  return doubtOfPack(claim, given, now) ?? (release ? doubtOfRelease(claim, release, given, now) : null)
}

function doubtOfPack(
  { kind, packVersion, releaseId, at }: Claim,
  { screen, pack, hasTaken }: Given,
  now: Date,
): ReceiptProblem | null {
  if (packVersion === null || !screen || !pack) return null
  const isCurrent = pack.version === packVersion
  if (!isCurrent && !hasTaken)
    return { kind: 'receipt-pack-unknown', found: packVersion, screen: screen.slug, current: pack.version }
  if (releaseId !== null) return null
  // What is taken down is a release; a pack merely follows.
  if (kind === 'withdrawn') return { kind: 'receipt-release-missing' }
  if (kind !== 'shown' || !isCurrent) return null
  if (pack.items.length === 0) return { kind: 'receipt-pack-empty', found: packVersion, screen: screen.slug }
  const first = Math.min(...pack.items.map(({ validFrom }) => validFrom.getTime()))
  return doubtOfBegin(kind, at, new Date(first), now)
}

function doubtOfRelease(
  { kind, at }: Claim,
  { release, standing }: NonNullable<Given['release']>,
  { partner, screen }: Given,
  now: Date,
): ReceiptProblem | null {
  const withdrawal = withdrawalOf(standing, release, now)
  if (kind === 'withdrawn')
    return withdrawal
      ? doubtOfBegin(kind, at, withdrawal.at, now)
      : { kind: 'receipt-not-withdrawn', release: release.id }
  const early = doubtOfBegin(
    kind,
    at,
    kind === 'shown' ? publicFrom(release) : openFrom(release, partner, screen),
    now,
  )
  if (early) return early
  if (withdrawal && (kind === 'shown' || kind === 'fetched') && isPast(at, withdrawal.at))
    return { kind: 'receipt-after-withdrawal', what: kind, at, withdrawnAt: withdrawal.at }
  if (kind === 'shown' && release.validUntil && isPast(at, release.validUntil))
    return { kind: 'receipt-late', at, until: release.validUntil }
  return null
}

/** The server's clock counts as well: before its time nothing happened, whatever a player's says. */
const doubtOfBegin = (what: ReceiptKind, at: Date, from: Date, now: Date): ReceiptProblem | null =>
  now < from || isBefore(at, from) ? { kind: 'receipt-early', what, at, from } : null

/** Nobody shows it before its window and its embargo, also who was given it early. */
const publicFrom = ({ validFrom, embargoedUntil, frozenAt }: Release): Date =>
  newest(validFrom, embargoedUntil ?? validFrom, frozenAt)

/** When this partner could first have it: by feed, or ahead of its window by the pack of a screen. */
function openFrom(release: Release, partner: Partner, screen: Screen | null): Date {
  const byFeed = partner.isTrustedWithEmbargo ? release.validFrom : publicFrom(release)
  const byPack = packedFrom(release)
  return newest(screen && byPack < byFeed ? byPack : byFeed, release.frozenAt)
}

const said = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value)

/** One sentence: what was found, what is expected, what to do. */
export function receiptSentence(problem: ReceiptProblem): string {
  switch (problem.kind) {
    case 'receipt-release-unknown':
      return `回执的“releaseId”是“${said(problem.found)}”，不是本令牌所含渠道的发布，应为订阅源或海报包清单里的发布编号，请核对后重新提交。`
    case 'receipt-screen-unknown':
      return `回执的“screen”是“${said(problem.found)}”，不是本令牌所含渠道的屏幕，应为 /packs 所列的屏幕代号，请核对后重新提交。`
    case 'receipt-elsewhere':
      return `回执说屏幕“${problem.screen}”用了发布“${problem.release}”，而两者不属于同一渠道，请按该屏幕海报包清单里的编号重新提交。`
    case 'receipt-pack-unknown':
      return `回执的“packVersion”是“${problem.found}”，而本令牌没有为屏幕“${problem.screen}”取过这一版（现在的一版是 ${problem.current}），应为取到的清单里的 version，请核对后重新提交。`
    case 'receipt-pack-empty':
      return `回执说屏幕“${problem.screen}”展示了海报包“${problem.found}”，而这一版里没有可展示的内容，请重新取包，展示后再提交。`
    case 'receipt-release-missing':
      return '撤下回执没有“releaseId”，应写明撤下的是哪一项发布，请按海报包清单里 withdraws 的编号逐项提交。'
    case 'receipt-clock':
      return `回执的“at”是 ${beijingStamp(problem.at)}，晚于服务器现在的 ${beijingStamp(problem.now)}，应为已经发生的时间，请校准设备时钟后重新提交。`
    case 'receipt-early':
      return `回执说 ${beijingStamp(problem.at)} ${receiptLabel[problem.what]}，而最早是 ${beijingStamp(problem.from)}，请校准设备时钟，到时完成后再提交。`
    case 'receipt-late':
      return `回执说 ${beijingStamp(problem.at)} 已展示，而展示时段已于 ${beijingStamp(problem.until)} 结束，请立即停止展示，并核对设备时钟。`
    case 'receipt-after-withdrawal':
      return `回执说 ${beijingStamp(problem.at)} ${receiptLabel[problem.what]}，而这项发布已于 ${beijingStamp(problem.withdrawnAt)} 撤回，请立即停止使用，撤下后提交 kind 为 withdrawn 的回执。`
    case 'receipt-not-withdrawn':
      return `回执说发布“${problem.release}”已撤下，而它没有被撤回，应只在收到撤回通知后提交撤下回执，请核对发布编号；因故不能展示的请提交 kind 为 failed 的回执。`
    case 'receipt-id-taken':
      return `回执的“id”是“${problem.id}”，这个编号已用于内容不同的另一条回执，应一事一号，请换一个编号重新提交。`
  }
}
