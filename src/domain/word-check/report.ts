/** What the person page is told of the words as they stand in the form. */
import type { TextCounts } from '../text-counts.ts'
import type { WordFinding } from './finding.ts'

/** Somebody has looked and found it in order. */
export interface Dismissal {
  readonly by: string
  /** ISO 8601. */
  readonly at: string
}

export interface ReportedFinding extends WordFinding {
  readonly dismissal: Dismissal | null
}

export interface WordReport {
  readonly counts: TextCounts
  readonly findings: readonly ReportedFinding[]
}
