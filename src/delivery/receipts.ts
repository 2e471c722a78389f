/** Takes receipts in: what partners report, and what delivery itself saw them fetch. Each fact is written once. */
import type { Channel } from '../domain/channel.ts'
import type { Partner } from '../domain/partner.ts'
import { type Receipt, type ReceiptKind, receiptKey, receiptKinds } from '../domain/receipt.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { Screen } from '../domain/screen.ts'
import type { DeliveryOptions } from './ports.ts'
import type { Refusal } from './problem-response.ts'
import type { Catalogue } from './shelf.ts'

export type NewReceipt = Omit<Receipt, 'id'>

/** Clocks of players run apart by minutes, not by hours. */
const aheadMs = 10 * 60_000
const noteMax = 500
const members = ['id', 'kind', 'releaseId', 'packVersion', 'screen', 'at', 'note']

/** Reads a reported receipt; refuses with every fault at once. */
export function receiptFrom(
  body: unknown,
  partner: Partner,
  channels: readonly Channel[],
  catalogue: Catalogue,
  now: Date,
): Result<NewReceipt, Refusal> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse({ kind: 'body-invalid', errors: ['回执应是一个 JSON 对象。'] })
  const errors: string[] = []
  const given = new Map<string, unknown>(Object.entries(body))
  const text = (name: string, pattern: RegExp, expected: string): string | null => {
    const value = given.get(name) ?? null
    if (value === null) return null
    if (typeof value === 'string' && pattern.test(value)) return value
    errors.push(`“${name}”应为${expected}。`)
    return null
  }
  const unknown = [...given.keys()].filter((name) => !members.includes(name))
  if (unknown.length > 0)
    errors.push(
      `无法识别的字段：${unknown.map((name) => name.slice(0, 40)).join('、')}；可用的是 ${members.join('、')}。`,
    )

  const kind = receiptKinds.find((one) => one === given.get('kind')) ?? null
  if (!kind) errors.push(`“kind”应为 ${receiptKinds.join('、')} 之一。`)
  const clientId = text('id', /^[\x21-\x7e]{1,100}$/, '1 至 100 个可见 ASCII 字符')
  const releaseId = text('releaseId', /^[\x21-\x7e]{1,100}$/, '发布编号')
  const packVersion = text('packVersion', /^[0-9a-f]{40}$/, '海报包清单里的 version（40 位十六进制）')
  const slug = text('screen', /^[\x21-\x7e]{1,100}$/, '屏幕代号')
  const note = text('note', new RegExp(`^[^]{0,${noteMax}}$`), `不超过 ${noteMax} 字的文字`) ?? ''
  const atText = text(
    'at',
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/,
    '带时区的时间，如 2026-11-23T06:00:00+08:00',
  )

  const isOpen = (channelId: string): boolean =>
    partner.channelIds.includes(channelId) && channels.some(({ id }) => id === channelId)
  const release = releaseId === null ? null : (catalogue.releases.get(releaseId) ?? null)
  if (releaseId !== null && !(release && isOpen(release.channelId)))
    errors.push('“releaseId”不是本令牌所含渠道的发布。')
  const screen: Screen | null =
    slug === null
      ? null
      : (catalogue.screens.find((one) => one.slug === slug && isOpen(one.channelId)) ?? null)
  if (slug !== null && !screen) errors.push('“screen”不是本令牌所含渠道的屏幕。')
  if ((given.get('releaseId') ?? null) === null && (given.get('packVersion') ?? null) === null)
    errors.push('“releaseId”和“packVersion”至少填写一个。')
  if (packVersion !== null && slug === null) errors.push('填写“packVersion”时须同时填写“screen”。')
  const at = new Date(atText ?? Number.NaN)
  if ((given.get('at') ?? null) === null) errors.push('缺少“at”（事实发生的时间）。')
  else if (atText !== null && Number.isNaN(at.getTime())) errors.push('“at”不是有效的时间。')
  else if (at.getTime() > now.getTime() + aheadMs) errors.push('“at”晚于现在，请核对设备时钟。')

  if (errors.length > 0 || !kind) return refuse({ kind: 'body-invalid', errors })
  return ok(
    receiptOf(kind, partner, { releaseId, packVersion, screenId: screen?.id ?? null, at, note }, clientId),
  )
}

type Fact = Pick<Receipt, 'releaseId' | 'packVersion' | 'screenId' | 'at' | 'note'>

function receiptOf(
  kind: ReceiptKind,
  partner: Pick<Partner, 'id'>,
  fact: Fact,
  clientId: string | null,
): NewReceipt {
  const receipt = { kind, partnerId: partner.id, ...fact }
  return { ...receipt, key: receiptKey(receipt, clientId) }
}

/** Keys written by this process; the records' unique key decides across processes and restarts. */
const rememberAtMost = 100_000

export interface ReceiptLog {
  /** Rejects when it could not be written. */
  write(receipt: NewReceipt): Promise<void>
  /** In the background: nobody waits for the log when fetching. `what` are the very bytes: fetched again, they cost nothing. */
  noteFetched(partner: Pick<Partner, 'id'>, what: object, facts: () => readonly Omit<Fact, 'note'>[]): void
  /** When everything noted so far is written. */
  settle(): Promise<void>
}

export function createReceiptLog({ records, log }: Pick<DeliveryOptions, 'records' | 'log'>): ReceiptLog {
  const written = new Map<string, Promise<void>>()
  const fetchedBy = new WeakMap<object, Set<Partner['id']>>()
  let queue: Promise<void> = Promise.resolve()

  const write = (receipt: NewReceipt): Promise<void> => {
    const known = written.get(receipt.key)
    if (known !== undefined) return known
    if (written.size >= rememberAtMost) written.clear()
    const writing = records.addReceipt(receipt)
    written.set(receipt.key, writing)
    writing.catch(() => written.delete(receipt.key))
    return writing
  }

  return {
    write,
    noteFetched(partner, what, facts) {
      const partners = fetchedBy.get(what) ?? new Set<Partner['id']>()
      fetchedBy.set(what, partners)
      if (partners.has(partner.id)) return
      partners.add(partner.id)
      for (const fact of facts()) {
        const receipt = receiptOf('fetched', partner, { ...fact, note: '' }, null)
        if (written.has(receipt.key)) continue
        queue = queue
          .then(() => write(receipt))
          .catch((error: unknown) => {
            // The next fetch tries again.
            partners.delete(partner.id)
            log.error({ err: error }, 'delivery: receipt not written')
          })
      }
    },
    settle: () => queue,
  }
}

/** Null when longer than allowed; nothing beyond the limit is kept. */
export async function bodyText(request: Request, maxBytes: number): Promise<string | null> {
  const reader = request.body?.getReader()
  if (!reader) return ''
  const parts: Uint8Array[] = []
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length
    if (size > maxBytes) {
      await reader.cancel()
      return null
    }
    parts.push(next.value)
  }
  return Buffer.concat(parts).toString('utf8')
}
