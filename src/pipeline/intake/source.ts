/** Where a hand-in goes and what is known of it beside its files. */
import type { NewCampaign } from '../../domain/campaign.ts'
import type { CampaignRules } from '../../domain/campaign-rules.ts'
import type { Told } from '../../domain/hand-in.ts'
import type { Editions } from '../../domain/honoree.ts'
import type { Purpose } from '../../domain/material-kind.ts'
import { isNamed, type Named } from '../../domain/named.ts'
import type { RelativePath, Whose } from '../../domain/nominee-folders.ts'
import { type Nominee, unknown } from '../../domain/roster.ts'
import { isSamePerson } from './named.ts'
import type { Known } from './rosters.ts'

export interface IntakeSource {
  readonly campaign: NewCampaign
  /** Null until the first import makes it. */
  readonly campaignId: string | null
  readonly rules: CampaignRules
  /** Everything is this one's; null: tables, folders and names say. */
  readonly only: Named | null
  /** A unit asks: what is recorded silences questions, and no word of it is compared or judged. */
  readonly isOfUnit?: boolean
  /** What somebody said of people whom no table names. */
  readonly told: readonly Told[]
  /** What somebody said a file is. */
  readonly declared: ReadonlyMap<RelativePath, Purpose>
  /** Whose somebody said a file is. */
  readonly whose?: Whose
  /** The table came already, with this hand-in or another of the campaign. */
  readonly hasTable?: boolean
  /** Only these; null: all. */
  readonly chosen: ReadonlySet<RelativePath> | null
  /** The demo's own people, who leave with it. */
  readonly isDemo?: boolean
}

/** Recorded people, and those of whom somebody said more than files do: what was said is newer. */
export function knownPeople(source: IntakeSource, recorded: readonly Editions[]): Known {
  const { only, told, isOfUnit = false } = source
  const said = told.map((one) => ({ ...unknown(one.unit, one.name), ...one }))
  const others = [
    ...said,
    ...recorded
      .filter((one) => !said.some((each) => isSamePerson(one, each)))
      .map((one) => nomineeOf(one, isOfUnit)),
  ]
  const { hasTable = false, whose = new Map() } = source
  if (!only) return { only: null, others, hasTable, whose }
  const known = others.find((one) => isNamed(one, only)) ?? unknown(only.unit, only.name)
  return { only: known, others, hasTable, whose }
}

const nomineeOf = ({ name, nominatedBy, facts }: Editions, isOfUnit: boolean): Nominee =>
  facts && !isOfUnit ? { ...facts, unit: nominatedBy, privateFields: {} } : unknown(nominatedBy, name)
