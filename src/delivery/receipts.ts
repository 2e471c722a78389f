/** Takes receipts in: looks up what a claim names, asks the rulebook, writes what is believed. */
import type { Channel } from '../domain/channel.ts'
import type { Partner } from '../domain/partner.ts'
import { type Claim, type Given, keptAs, type NewReceipt, receiptOf, tellSame } from '../domain/receipt.ts'
import { itemIdOf } from '../domain/release.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { createPacks } from './packs.ts'
import type { Refusal } from './problem-response.ts'
import { claimFrom } from './receipt-body.ts'
import type { ReceiptLog } from './receipt-log.ts'
import type { Catalogue } from './shelf.ts'

/** New ones of a partner within an hour: a hundred screens that each report every minute stay below. */
const usualPerHour = 10_000
const hourMs = 3_600_000

export interface ReceiptDesk {
  /** What is kept of it; told again it answers the same. `now` is the server's time. */
  take(body: unknown, partner: Partner, catalogue: Catalogue, now: Date): Promise<Result<NewReceipt, Refusal>>
}

interface DeskPorts {
  readonly channels: readonly Channel[]
  readonly packs: Pick<ReturnType<typeof createPacks>, 'packed'>
  readonly receiptLog: ReceiptLog
  readonly receiptsPerHour?: number
}

export function createReceiptDesk({
  channels,
  packs,
  receiptLog,
  receiptsPerHour: max = usualPerHour,
}: DeskPorts): ReceiptDesk {
  const counted = new Map<Partner['id'], { readonly since: number; readonly count: number }>()
  /** How long to wait for the next, in milliseconds; 0 when there is room for this one. */
  const waitOf = ({ id }: Partner, now: Date): number => {
    const known = counted.get(id)
    const isOver = !known || now.getTime() - known.since >= hourMs || now.getTime() < known.since
    const { since, count } = isOver ? { since: now.getTime(), count: 0 } : known
    if (count >= max) return since + hourMs - now.getTime()
    counted.set(id, { since, count: count + 1 })
    return 0
  }

  const givenOf = async (claim: Claim, partner: Partner, catalogue: Catalogue, now: Date): Promise<Given> => {
    const channelOf = (id: string): Channel | undefined => channels.find((one) => one.id === id)
    const release = claim.releaseId === null ? undefined : catalogue.releases.get(claim.releaseId)
    const standing = release && catalogue.items.get(itemIdOf(release))
    const screen =
      claim.screen === null ? undefined : catalogue.screens.find(({ slug }) => slug === claim.screen)
    const channel = screen && channelOf(screen.channelId)
    const { packVersion } = claim
    const isOfPack = screen && channel && packVersion !== null && partner.channelIds.includes(channel.id)
    return {
      partner,
      release: release && standing && channelOf(release.channelId) ? { release, standing } : null,
      screen: screen && channel ? screen : null,
      pack: isOfPack ? packs.packed(catalogue, screen, channel, now).pack : null,
      hasTaken:
        isOfPack === true &&
        (await receiptLog.hasTaken(partner, { releaseId: null, packVersion, screenId: screen.id })),
    }
  }

  return {
    async take(body, partner, catalogue, now) {
      const claim = claimFrom(body)
      if (!claim.ok) return claim
      const given = await givenOf(claim.value, partner, catalogue, now)
      const told = keptAs(claim.value, given)
      const same = (kept: NewReceipt): Result<NewReceipt, Refusal> =>
        tellSame(kept, told)
          ? ok(kept)
          : refuse({ kind: 'receipt-id-taken', id: claim.value.clientId ?? kept.key })
      // Before the rules: what was believed once is not doubted when its answer got lost.
      const kept = await receiptLog.find(told.key)
      if (kept) return same(kept)
      const receipt = receiptOf(claim.value, given, now)
      if (!receipt.ok) return receipt
      const waitMs = waitOf(partner, now)
      if (waitMs > 0) return refuse({ kind: 'receipts-too-many', max, waitMs })
      return same(await receiptLog.write(receipt.value))
    },
  }
}
