/**
 * A hand-in of nomination materials becomes documents. Everything that fits is recorded, everything else is said in
 * one sentence each, and asking again adds only what is new, so it may be killed at any point.
 */

import { beijingSentence } from '../domain/beijing.ts'
import type { NewCampaign } from '../domain/campaign.ts'
import { rules2021 } from '../domain/campaign-rules.ts'
import { error, type Finding } from '../domain/finding.ts'
import type { Problem } from '../domain/problem.ts'
import { deadlineOf } from '../domain/unit-link.ts'
import { type HandInFolder, withHandIn } from './intake/hand-in.ts'
import { isOwnOf, isSamePerson, overQuota, rivalsOf } from './intake/named.ts'
import type { IntakePorts } from './intake/ports.ts'
import { readRosters } from './intake/rosters.ts'
import { type IntakeSource, knownPeople } from './intake/source.ts'
import { type HonoreeReport, takeNominee } from './intake/take-nominee.ts'
import { traceImport } from './intake/trace.ts'

export interface IntakeReport {
  /** Null when nothing was recorded, or in a dry run before the first import. */
  readonly campaignId: string | null
  readonly honorees: readonly HonoreeReport[]
  /** Of the hand-in as a whole and of files that belong to nobody. */
  readonly problems: readonly Finding[]
}

export interface IntakeInput {
  /** A folder or a zip. */
  readonly path: string
  readonly campaign: NewCampaign
  /** Invented by the demo, which says so itself: real people may come into a campaign that the demo began. */
  readonly isDemo?: boolean
}

/** Refusals are in the report; throws only on I/O and bugs. `after` is called while the files still lie open. */
export async function intake(
  input: IntakeInput,
  ports: IntakePorts,
  { isDryRun }: { readonly isDryRun: boolean },
  now: Date,
  after?: (handIn: HandInFolder, report: IntakeReport) => Promise<void>,
): Promise<IntakeReport> {
  // The recorded campaign counts: staff may have extended its deadline.
  const recorded = (await ports.records.campaigns()).find(({ year }) => year === input.campaign.year)
  const { submissionsUntil } = recorded ?? input.campaign
  const late = lateness(submissionsUntil, now)
  if (late) return refusedAsWhole(late)
  const source: IntakeSource = {
    campaign: input.campaign,
    campaignId: recorded?.id ?? null,
    // A campaign that the import makes begins with the rules every campaign begins with.
    rules: recorded?.rules ?? rules2021,
    only: null,
    told: [],
    declared: new Map(),
    chosen: null,
    isDemo: input.isDemo ?? false,
  }
  const done = await withHandIn(input.path, ports, async (files) => {
    const report = await takeFiles(files, source, ports, { isDryRun }, now)
    await after?.(files, report)
    return report
  })
  return done.ok ? done.value : refusedAsWhole(done.problem)
}

/** Null while materials may be handed in. */
export const lateness = (until: Date, now: Date): Problem | null =>
  now > until ? { kind: 'submission-late', until: deadlineOf(until), at: beijingSentence(now) } : null

const refusedAsWhole = (problem: Problem): IntakeReport => ({
  campaignId: null,
  honorees: [],
  problems: [error(problem)],
})

/** The files of a hand-in that lie open, whichever way they came. */
export async function takeFiles(
  handIn: HandInFolder,
  source: IntakeSource,
  ports: IntakePorts,
  { isDryRun }: { readonly isDryRun: boolean },
  now: Date,
): Promise<IntakeReport> {
  const recorded = source.campaignId === null ? [] : await ports.records.honorees(source.campaignId)
  const { isOfUnit = false, only } = source
  const seen = isOfUnit && only ? recorded.filter((one) => isOwnOf(one, only.unit)) : recorded
  const known = knownPeople(source, seen)
  const trashed = source.campaignId === null ? [] : await ports.records.trashedHonorees(source.campaignId)
  const { assignment, findings } = await readRosters(handIn, known, source.rules, ports, now)
  const nominees = [...assignment.filesOf.keys()]
  ports.emit({ kind: 'opened', fileCount: handIn.files.size, nomineeCount: nominees.length })
  const campaignId =
    isDryRun || nominees.length === 0
      ? source.campaignId
      : (source.campaignId ?? (await ports.records.ensureCampaign(source.campaign)))

  const honorees: HonoreeReport[] = []
  for (const [at, nominee] of nominees.entries()) {
    ports.emit({ kind: 'nominee', name: nominee.name, number: at + 1 })
    const found = seen.find((one) => isSamePerson(one, nominee)) ?? null
    const others = nominees.map(({ name }) => name)
    const isInTrash = !found && trashed.some((one) => isSamePerson(one, nominee))
    const rivals = found ? [] : rivalsOf(nominee, recorded, nominees, source.rules)
    const about = { nominee, others, found, isInTrash, rivals, campaignId, handIn, assignment, source }
    const taken = await takeNominee(about, ports, isDryRun)
    if (!isDryRun) await traceImport(taken, ports, now)
    honorees.push(taken)
  }
  const over = overQuota(recorded, nominees, source.rules)
  return { campaignId, honorees, problems: [...findings, ...assignment.findings, ...over] }
}
