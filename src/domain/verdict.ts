/** What would become of a hand-in if it were taken now, as the people who decide see it: whose, what, why not, what to do. */
import type { AssetRole } from './asset.ts'
import type { CampaignRules } from './campaign-rules.ts'
import type { Told } from './hand-in.ts'

/** Serialisable: it goes to the page as it is. */
export interface Verdict {
  readonly people: readonly PersonVerdict[]
  /** Files that belong to nobody. */
  readonly strangers: readonly FileVerdict[]
  /** Of the hand-in as a whole. */
  readonly remarks: readonly Remark[]
  /** What somebody typed of people so far. */
  readonly told: readonly Told[]
  /** Of the campaign that it would be taken into. */
  readonly rules: CampaignRules
}

export interface PersonVerdict {
  readonly unit: string
  readonly name: string
  /** Null when nobody of this name and unit is recorded yet. */
  readonly honoreeId: string | null
  /** What no table and nobody said yet of a person not recorded. */
  readonly asks: readonly Ask[]
  /** Of the person: what is missing or worth a look. */
  readonly remarks: readonly Remark[]
  readonly files: readonly FileVerdict[]
}

export type Ask = 'unit' | 'category' | 'workplace' | 'position' | 'summary'

export interface FileVerdict {
  readonly id: string
  readonly path: string
  readonly bytes: number
  /** 生活工作照, 推荐表 …; null when nothing says what it is. */
  readonly takenFor: string | null
  readonly declared: AssetRole | null
  /** `new` may be taken; `known` lies among the materials already; `refused` may not. */
  readonly state: 'new' | 'known' | 'refused'
  readonly remarks: readonly Remark[]
}

/** One Chinese sentence. `error` keeps it out or leaves a gap; `warning` is worth a look. */
export interface Remark {
  readonly severity: 'error' | 'warning'
  readonly text: string
}
