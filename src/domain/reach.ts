/** How far a release has gone, by the receipts there are: what a correction or withdrawal has to catch up with. */
import { type Receipt, type ReceiptKind, receiptKinds, receiptLabel } from './receipt.ts'

/** Of one release, and of packs taken since it was released for screens of its channel. */
type ReachReceipt = Pick<Receipt, 'kind' | 'partnerId' | 'releaseId' | 'screenId'>

/** How many partners told each kind, each partner once however often it told, and how many screens' packs were taken. */
export interface Reach {
  readonly partners: Readonly<Record<ReceiptKind, number>>
  readonly screens: number
}

export function reachOf(receipts: readonly ReachReceipt[]): Reach {
  const partners = Object.fromEntries(
    receiptKinds.map((kind) => {
      const told = receipts.filter((receipt) => receipt.kind === kind && receipt.releaseId !== null)
      return [kind, new Set(told.map(({ partnerId }) => partnerId)).size]
    }),
  ) as Record<ReceiptKind, number>
  const packs = receipts.filter(({ kind, releaseId }) => kind === 'fetched' && releaseId === null)
  return { partners, screens: new Set(packs.map(({ screenId }) => screenId)).size }
}

export function reachSentence({ partners, screens }: Reach): string {
  const told = receiptKinds
    .filter((kind) => partners[kind] > 0)
    .map((kind) => `${partners[kind]} 家${receiptLabel[kind]}`)
  if (screens > 0) told.push(`${screens} 块屏幕在发布后取过海报包`)
  return told.length === 0 ? '这一版还没有媒体或屏幕的回执。' : `按现有回执，这一版有 ${told.join('、')}。`
}
