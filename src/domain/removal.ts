/** Removing what the demo made (删除演示数据): what goes, what stays as fact, and how far it is. */
import type { Actor } from './event.ts'

/** Typed by whoever means it. */
export const removalPhrase = '删除演示数据'

/** Told to partners and screens that have fetched it. */
export const removalReason = '演示数据已删除，请停止展示并删除。'

export interface RemovalCounts {
  readonly people: number
  readonly photos: number
  readonly films: number
  /** Forms, deeds and other files of the hand-in. */
  readonly papers: number
  /** Everything made of them, posters among it. */
  readonly outputs: number
  readonly posters: number
  /** Taken back; the record of them stays, as of every release. */
  readonly releases: number
  /** Stay: what partners and screens did is theirs. */
  readonly receipts: number
  /** People of the campaign who stay, and the campaign with them. */
  readonly kept: number
}

/** Why somebody of the demo's campaign stays, as staff read it. */
export const keptLabel = {
  recorded: '不是演示带来的',
  changed: '演示带来，同事或推荐单位改过资料或材料',
  moved: '演示带来，已改到其他活动',
} as const

export type KeptReason = keyof typeof keptLabel

export interface KeptPerson {
  readonly name: string
  readonly why: KeptReason
}

/** Why a partner, a screen or an account of the demo stays, as staff read it. */
export const keptPlaceLabel = {
  changed: '同事改过',
  receipts: '已有回执，须留存备查',
  shown: '其他人选的发布在用',
  used: '正在使用，或用它办理过别的事',
} as const

export type PlaceReason = keyof typeof keptPlaceLabel

export interface KeptPlace {
  /** E.g. 屏幕“公交车条屏”. */
  readonly name: string
  readonly why: PlaceReason
}

/** One that was asked for and is not finished. */
export interface Removal {
  readonly campaignId: string
  readonly label: string
  readonly by: Actor
  readonly counts: RemovalCounts
}

/** For the studio, while it runs. */
export interface RemovalProgress {
  readonly campaignId: string
  readonly label: string
  /** People. */
  readonly left: number
  readonly total: number
}

/** Where an administrator decides: what there is to remove, and what is being removed. */
export interface RemovalState {
  readonly demo: readonly {
    readonly campaignId: string
    readonly label: string
    readonly counts: RemovalCounts
    readonly kept: readonly KeptPerson[]
    /** The demo's own partner, screens and account. */
    readonly places: { readonly going: readonly string[]; readonly kept: readonly KeptPlace[] }
  }[]
  readonly running: readonly RemovalProgress[]
}

/** What was removed, for the history. */
export const removalTold = ({ people, photos, films, papers, outputs, releases }: RemovalCounts): string =>
  `人选 ${people} 位、照片 ${photos} 张、影片 ${films} 部、其他材料 ${papers} 份、成品 ${outputs} 个；撤回发布 ${releases} 项`
