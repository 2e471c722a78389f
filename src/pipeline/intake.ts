/**
 * A hand-in of nomination materials becomes documents. Everything that fits is recorded, everything else is said in
 * one sentence each, and asking again adds only what is new, so it may be killed at any point.
 */

import type { Asset, AssetRole } from '../domain/asset.ts'
import { beijingSentence } from '../domain/beijing.ts'
import type { NewCampaign } from '../domain/campaign.ts'
import { type CampaignRules, rules2021 } from '../domain/campaign-rules.ts'
import { error, type Finding } from '../domain/finding.ts'
import type { Told } from '../domain/hand-in.ts'
import type { Editions, NewHonoree } from '../domain/honoree.ts'
import { isNamed, type Named } from '../domain/named.ts'
import type { Assignment, RelativePath, Whose } from '../domain/nominee-folders.ts'
import type { Problem } from '../domain/problem.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import { type Nominee, unknown } from '../domain/roster.ts'
import { deadlineOf } from '../domain/unit-link.ts'
import { keepMaterial } from './accept-material.ts'
import { type HandInFolder, withHandIn } from './intake/hand-in.ts'
import { isSamePerson, overQuota, rivalsOf } from './intake/named.ts'
import {
  type AcceptedFile,
  checkWords,
  type Examined,
  examineFiles,
  type FileReport,
  foundFile,
  type Recorded,
} from './intake/nominee.ts'
import type { IntakePorts } from './intake/ports.ts'
import { type Known, readRosters } from './intake/rosters.ts'
import { traceImport } from './intake/trace.ts'

export interface IntakeReport {
  /** Null when nothing was recorded, or in a dry run before the first import. */
  readonly campaignId: string | null
  readonly honorees: readonly HonoreeReport[]
  /** Of the hand-in as a whole and of files that belong to nobody. */
  readonly problems: readonly Finding[]
}

/** Where a hand-in goes and what is known of it beside its files. */
export interface IntakeSource {
  readonly campaign: NewCampaign
  /** Null until the first import makes it. */
  readonly campaignId: string | null
  readonly rules: CampaignRules
  /** Everything is this one's; null: tables, folders and names say. */
  readonly only: Named | null
  /** What somebody said of people whom no table names. */
  readonly told: readonly Told[]
  /** What somebody said a file is. */
  readonly declared: ReadonlyMap<RelativePath, AssetRole>
  /** Whose somebody said a file is. */
  readonly whose?: Whose
  /** The table came already, with this hand-in or another of the campaign. */
  readonly hasTable?: boolean
  /** Only these; null: all. */
  readonly chosen: ReadonlySet<RelativePath> | null
  /** The demo's own people, who leave with it. */
  readonly isDemo?: boolean
}

export interface HonoreeReport {
  /** Null when not recorded: a dry run, or nothing of this nominee could be taken. */
  readonly id: string | null
  readonly name: string
  readonly unit: string
  readonly isNew: boolean
  /** Files; in a dry run, those that would be. */
  readonly added: number
  readonly unchanged: number
  /** No error among the problems: everything the notice asks for is there. */
  readonly isComplete: boolean
  /** Every finding, those of its files included. */
  readonly problems: readonly Finding[]
  readonly files: readonly FileReport[]
  /** As known now, for what is still to be asked. */
  readonly nominee: Nominee
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
  const known = knownPeople(source, recorded)
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
    const found = recorded.find((one) => isSamePerson(one, nominee)) ?? null
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

interface About {
  readonly nominee: Nominee
  /** Names of everybody of the hand-in. */
  readonly others: readonly string[]
  readonly found: Editions | null
  /** Recorded once and thrown away: only a person decides that they come back. */
  readonly isInTrash: boolean
  /** Whom the unit has named already, where it may name no more. */
  readonly rivals: readonly Editions[]
  readonly campaignId: string | null
  readonly handIn: HandInFolder
  readonly assignment: Assignment
  readonly source: IntakeSource
}

async function takeNominee(about: About, ports: IntakePorts, isDryRun: boolean): Promise<HonoreeReport> {
  const { others, found, campaignId, handIn, assignment, source } = about
  const nominee = withRecorded(about.nominee, found)
  const { name, unit } = nominee
  const problems: Finding[] = [...(assignment.findingsOf.get(about.nominee) ?? [])]
  let files: readonly FileReport[] = []
  const report = (facts: Pick<HonoreeReport, 'id' | 'isNew' | 'added' | 'unchanged'>): HonoreeReport => ({
    ...facts,
    name,
    unit,
    isComplete: !problems.some(({ severity }) => severity === 'error'),
    problems,
    files,
    nominee,
  })
  const relatives = (assignment.filesOf.get(about.nominee) ?? []).filter(
    (relative) => source.chosen === null || source.chosen.has(relative),
  )
  if (relatives.length === 0) return report({ id: found?.id ?? null, isNew: false, added: 0, unchanged: 0 })

  const refuseAll = (barred: Problem): HonoreeReport => {
    const problem = error(barred)
    problems.push(problem)
    files = relatives.map((relative) => ({ relative, material: null, state: 'refused', findings: [problem] }))
    return report({ id: null, isNew: false, added: 0, unchanged: 0 })
  }
  const barred = barredBy(about)
  if (barred) return refuseAll(barred)
  const own = await recordedOf(found, ports)
  const offered = relatives.map((relative) =>
    foundFile(
      relative,
      handIn.files.get(relative) ?? relative,
      // Of one person's own materials it is known whose a photograph is: a phone cannot name it.
      source.declared.get(relative) ?? (source.only ? 'by-shape' : 'by-name'),
    ),
  )
  const examined = await examineFiles(nominee, offered, others, own, source.rules, ports)
  files = examined.files
  problems.push(
    ...files.flatMap(({ findings }) => findings),
    ...examined.findings,
    ...checkWords(nominee, examined.deeds, source.rules, ports.uncovered),
  )
  // Nobody can be recorded of whom it is not known which unit names them.
  // Nor of whom nothing was taken.
  if (isDryRun || campaignId === null || unit === '' || (!found && examined.accepted.length === 0)) {
    const added = files.filter(({ state }) => state === 'new').length
    const unchanged = files.filter(({ state }) => state === 'known').length
    return report({ id: found?.id ?? null, isNew: !found, added, unchanged })
  }
  const recorded = await record(about, campaignId, examined, ports)
  if (!recorded.ok) return refuseAll(recorded.problem)
  const { id, isNew } = recorded.value
  let added = 0
  for (const file of examined.accepted) {
    const kept = await keepMaterial(file, file.path, ports.store)
    if (!kept.ok) {
      problems.push(error(kept.problem))
      files = files.map((one) =>
        one.relative === file.relative ? { ...one, state: 'refused', findings: [error(kept.problem)] } : one,
      )
    } else if (await ports.records.addAsset(assetOf(file, id, nominee))) added += 1
  }
  const refused = files.filter(({ state }) => state === 'refused').length
  return report({ id, isNew, added, unchanged: files.length - refused - added })
}

/** Another of the unit may have been recorded while the files were examined: looked at again, and written, in one turn. */
function record(
  about: About,
  campaignId: string,
  examined: Examined,
  ports: IntakePorts,
): Promise<Result<{ readonly id: string; readonly isNew: boolean }>> {
  const { nominee, source } = about
  const { records } = ports
  return records.naming(campaignId, nominee.unit, async () => {
    const rivals = about.found
      ? []
      : rivalsOf(nominee, await records.nomineesOf(campaignId, nominee.unit), [nominee], source.rules)
    const barred = barredBy({ ...about, rivals })
    if (barred) return refuse(barred)
    const honoree = { ...honoreeOf(nominee, campaignId, examined, ports), isDemo: source.isDemo ?? false }
    return ok(await records.ensureHonoree(honoree, nominee.privateFields))
  })
}

/** Why nothing of this person is taken, whatever the files are like. */
function barredBy({ nominee: { name, unit }, isInTrash, rivals, source }: About): Problem | null {
  if (isInTrash) return { kind: 'person-in-trash', name, unit }
  if (rivals.length === 0) return null
  const other = rivals.map((one) => one.name).join('”“')
  return { kind: 'unit-has-another', unit, name, other, max: source.rules.perUnit }
}

/** Recorded people, and those of whom somebody said more than files do: what was said is newer. */
function knownPeople(source: IntakeSource, recorded: readonly Editions[]): Known {
  const { only, told } = source
  const said = told.map((one) => ({ ...unknown(one.unit, one.name), ...one }))
  const others = [
    ...said,
    ...recorded.filter((one) => !said.some((each) => isSamePerson(one, each))).map(nomineeOf),
  ]
  const { hasTable = false, whose = new Map() } = source
  if (!only) return { only: null, others, hasTable, whose }
  const known = others.find((one) => isNamed(one, only)) ?? unknown(only.unit, only.name)
  return { only: known, others, hasTable, whose }
}

const recordedOf = async (found: Editions | null, { records }: IntakePorts): Promise<Recorded> =>
  found
    ? { known: await records.assetsOf(found.id), trashed: await records.trashedAssets(found.id) }
    : { known: [], trashed: [] }
const nomineeOf = ({ name, nominatedBy, facts }: Editions): Nominee =>
  facts ? { ...facts, unit: nominatedBy, privateFields: {} } : unknown(nominatedBy, name)

/** Nobody is asked for what the records have. */
function withRecorded(nominee: Nominee, found: Editions | null): Nominee {
  const facts = found?.facts
  if (!facts) return nominee
  return {
    ...nominee,
    category: nominee.category ?? facts.category,
    workplace: nominee.workplace || facts.workplace,
    position: nominee.position || facts.position,
    summary: nominee.summary || facts.summary,
  }
}

const honoreeOf = (
  nominee: Nominee,
  campaignId: string,
  { deeds }: Examined,
  { slugOf }: IntakePorts,
): NewHonoree => ({
  campaignId,
  slug: slugOf(nominee.name),
  name: nominee.name,
  nominatedBy: nominee.unit,
  workplace: nominee.workplace,
  position: nominee.position,
  field: nominee.field,
  category: nominee.category,
  motto: nominee.motto,
  summary: nominee.summary,
  deeds,
  consentGivenAt: nominee.consentGivenAt,
  consentWithdrawnAt: null,
})

const assetOf = (
  { material, digest, storageKey, fileName, probe, order }: AcceptedFile,
  honoreeId: string,
  { unit }: Nominee,
): Omit<Asset, 'id'> => ({
  honoreeId,
  role: material.role,
  sha256: digest.sha256,
  storageKey,
  fileName,
  probe,
  focal: null,
  order,
  caption: '',
  credit: material.role === 'document' ? '' : `${unit}供图`,
  isAiMade: false,
})
