/** What the history tab (留痕) of a document shows: labels and texts, no names of fields and no ids. */
import type { EventKind } from './event.ts'

export interface HistoryChange {
  /** The label of the field in the form. */
  readonly field: string
  /** Null where it was empty. */
  readonly before: string | null
  readonly after: string | null
}

export interface HistoryEntry {
  readonly id: string
  readonly kind: EventKind
  /** ISO 8601, UTC. */
  readonly at: string
  readonly actor: string
  /** Null for what no request asked for, and for readers who do not answer for the whole record. */
  readonly address: string | null
  readonly note: string
  readonly changes: readonly HistoryChange[]
  /** Labels of fields of which only the change is told. */
  readonly untold: readonly string[]
}

export interface HistoryPage {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[]
  readonly page: number
  readonly pages: number
  readonly total: number
}

const shown = (value: string | null): string => (value === null ? '空' : `“${value}”`)

const sentenceOf = ({ field, before, after }: HistoryChange): string =>
  before === null ? `${field}：${shown(after)}` : `${field}：${shown(before)} → ${shown(after)}`

/** What an entry tells, each thing once. */
export const sentencesOf = ({
  changes,
  untold,
}: Pick<HistoryEntry, 'changes' | 'untold'>): readonly string[] => [
  ...new Set([...changes.map(sentenceOf), ...untold.map((field) => `${field}有改动`)]),
]
