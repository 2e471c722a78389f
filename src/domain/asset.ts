/** An uploaded original: immutable, known by its sha256. A changed file is a new asset. */
import type { Crops } from './crop.ts'
import type { Probe } from './probe.ts'

/** What the notice calls for; `poster` is a finished poster made elsewhere. */
export type AssetRole = 'id-photo' | 'work-photo' | 'film' | 'poster' | 'document'

/** For staff. */
export const assetRoleLabel: Record<AssetRole, string> = {
  'id-photo': '证件照（小2寸）',
  'work-photo': '生活工作照',
  film: '视频',
  poster: '成品海报',
  document: '文档',
}

/** A point the editor wants kept in every crop, as fractions 0…1 of width and height. */
export interface FocalPoint {
  readonly x: number
  readonly y: number
}

/** By content, so that equal files are one; the extension is the name's, where it is a harmless one. */
export function originalKey(fileName: string, sha256: string): string {
  return `originals/${sha256}.${extensionOf(fileName)}`
}

/** Lower case, without the dot; `bin` for anything odd. */
export const extensionOf = (fileName: string): string =>
  /\.([a-z0-9]{1,5})$/.exec(fileName.toLowerCase())?.[1] ?? 'bin'

export interface Asset {
  readonly id: string
  readonly honoreeId: string
  readonly role: AssetRole
  readonly sha256: string
  /** The name the unit gave it; shown to staff, never used in a public address. */
  readonly fileName: string
  /** Key in the blob store, `originals/<sha256>.<ext>`. */
  readonly storageKey: string
  readonly probe: Probe
  readonly focal: FocalPoint | null
  /** Drawn by hand; a ratio left out is cut by the focal point. */
  readonly crops?: Crops
  /** Of a film: the moment its covers show, in ms from its start; left out, the machine chooses one. */
  readonly coverMs?: number
  /** Order among the assets of the same role, from 1. */
  readonly order: number
  readonly caption: string
  readonly credit: string
  /** Carries the visible mark of GB 45438-2025. */
  readonly isAiMade: boolean
  /** Only where a rule was waived for it. */
  readonly waiver?: Waiver
}

/** Somebody with the right took a file that a rule refuses, and said why. */
export interface Waiver {
  readonly reason: string
  /** The person's name, as it was then. */
  readonly by: string
  readonly at: Date
}
