/** What would become of a hand-in, and taking it: both ask the one intake, over the files that wait. */

import type { Campaign } from '../../domain/campaign.ts'
import type { Finding } from '../../domain/finding.ts'
import type { HandIn, HandInFile } from '../../domain/hand-in.ts'
import { isOpen } from '../../domain/hand-in.ts'
import { materialLabel, plainName } from '../../domain/material-kind.ts'
import { isRoster, type RelativePath } from '../../domain/nominee-folders.ts'
import { sentence } from '../../domain/problem.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Ask, FileVerdict, PersonVerdict, Remark, Verdict } from '../../domain/verdict.ts'
import type { FileReport } from '../intake/nominee.ts'
import type { IntakePorts } from '../intake/ports.ts'
import { type HonoreeReport, type IntakeReport, takeFiles } from '../intake.ts'
import type { BlobStore, Records } from '../ports.ts'
import { leave, open } from './leave.ts'
import type { HandInRecords } from './ports.ts'
import { endRefusals } from './replace.ts'

export interface HandInPorts extends Omit<IntakePorts, 'records' | 'store'> {
  readonly records: IntakePorts['records'] & HandInRecords & Pick<Records, 'campaigns'>
  readonly store: Pick<BlobStore, 'keep' | 'hasRoom' | 'withLocal' | 'delete'>
}

/** Nothing is written. */
export async function judge(handIn: HandIn, ports: HandInPorts, now: Date): Promise<Result<Verdict>> {
  const campaign = await campaignOf(handIn, ports)
  if (!campaign.ok) return campaign
  const files = openFiles(await ports.records.handInFiles([handIn.id]))
  const report = await withFiles(files, ports.store, (paths) =>
    run(handIn, campaign.value, files, null, paths, ports, true, now),
  )
  const told = handIn.openedBy.startsWith('units:') ? withoutInternals(report) : report
  const verdict = verdictOf(handIn, campaign.value, files, told)
  const choices = verdict.strangers.length > 0 ? await choicesOf(handIn, report, ports) : []
  return ok({ ...verdict, choices })
}

export interface Taken {
  readonly added: number
  readonly refused: number
  /** Of people of whom too little is known to record them: their files wait as they are. */
  readonly waiting: number
  /** Files refused before, here or in another hand-in of the campaign, in whose place one was taken now. */
  readonly replaced: number
}

/**
 * Takes those of the chosen files that may be taken; the others stay and say why. Killed anywhere and asked again it
 * goes on: what was recorded is known by its content.
 */
export async function take(
  handIn: HandIn,
  /** Ids; null: all that wait. */
  chosen: readonly string[] | null,
  ports: HandInPorts,
  now: Date,
): Promise<Result<Taken>> {
  const campaign = await campaignOf(handIn, ports)
  if (!campaign.ok) return campaign
  const files = openFiles(await ports.records.handInFiles([handIn.id]))
  const isChosen = (file: HandInFile): boolean => chosen === null || chosen.includes(file.id)
  const wanted = new Set(files.filter(isChosen).map((file) => file.path))
  const report = await withFiles(files, ports.store, (paths) =>
    run(handIn, campaign.value, files, wanted, paths, ports, false, now),
  )

  const outcomes = outcomesOf(report)
  const unknown = new Set(
    report.honorees
      .filter(({ id }) => id === null)
      .flatMap(({ files: own }) => own.map(({ relative }) => relative)),
  )
  const count = { added: 0, refused: 0, waiting: 0 }
  const taken = new Map<RelativePath, HandInFile>()
  for (const file of files.filter(isChosen)) {
    const outcome = outcomes.get(file.path)
    const isRead = isRoster(file.path) && report.honorees.some(({ id }) => id !== null)
    if (unknown.has(file.path) && outcome?.state !== 'refused') count.waiting += 1
    else if (isRead || (outcome && outcome.state !== 'refused')) {
      if (outcome?.state === 'new') count.added += 1
      taken.set(file.path, file)
      await leave(file, 'taken', ports)
    } else {
      count.refused += 1
      const findings = ofArrival(file) ?? outcome?.findings ?? strangerFindings(file, report)
      await ports.records.changeHandInFile(file.id, open, {
        state: 'refused',
        problems: findings.map(({ problem }) => problem),
      })
    }
  }
  const before = new Map(files.map(({ id, state }) => [id, state]))
  const ended = await endRefusals(
    handIn,
    report.honorees.flatMap(({ id, unit, name, files: own }) =>
      id === null
        ? []
        : [{ id, unit, name, files: own.flatMap(({ relative }) => taken.get(relative) ?? []) }],
    ),
    // Those of other hand-ins were all refused before.
    ({ id }) => (before.get(id) ?? 'refused') === 'refused',
    ports,
    now,
  )
  const endedNow = files.filter((file) => isChosen(file) && ended.some(({ id }) => id === file.id)).length
  return ok({ ...count, refused: count.refused - endedNow, replaced: ended.length })
}

/** Of one path the newest alone: the one before it is on its way out. */
function openFiles(files: readonly HandInFile[]): readonly HandInFile[] {
  const newest = new Map(files.filter(isOpen).map((file) => [file.path, file]))
  return [...newest.values()]
}

/** A campaign that is being removed is none to anybody. */
async function campaignOf(
  { campaignId }: HandIn,
  { records }: Pick<HandInPorts, 'records'>,
): Promise<Result<Campaign>> {
  const campaign = (await records.campaigns()).find(({ id }) => id === campaignId)
  return campaign ? ok(campaign) : refuse({ kind: 'campaign-gone' })
}

async function run(
  handIn: HandIn,
  campaign: Campaign,
  files: readonly HandInFile[],
  chosen: ReadonlySet<RelativePath> | null,
  paths: ReadonlyMap<RelativePath, string>,
  ports: HandInPorts,
  isDryRun: boolean,
  now: Date,
): Promise<IntakeReport> {
  const source = {
    campaign,
    campaignId: campaign.id,
    rules: campaign.rules,
    only: handIn.only,
    told: handIn.told,
    declared: new Map(files.flatMap((file) => (file.declared ? [[file.path, file.declared] as const] : []))),
    hasTable: await hasTable(handIn, ports),
    chosen,
  }
  return takeFiles({ files: paths, emptyFolders: [] }, source, ports, { isDryRun }, now)
}

/** A table that was taken is gone from what waits, and not missing. */
async function hasTable({ campaignId }: HandIn, { records }: Pick<HandInPorts, 'records'>): Promise<boolean> {
  const handIns = await records.handInsOf(campaignId)
  const files = await records.handInFiles(handIns.map(({ id }) => id))
  return files.some(({ path, state }) => state === 'taken' && isRoster(path))
}

/** Everybody of the campaign and of this hand-in; whoever hands in for one person hears of nobody else. */
async function choicesOf(
  { only, campaignId }: HandIn,
  { honorees }: IntakeReport,
  { records }: Pick<HandInPorts, 'records'>,
): Promise<Verdict['choices']> {
  if (only) return []
  const recorded = await records.honorees(campaignId)
  const all = [
    ...recorded.map(({ name, nominatedBy }) => ({ unit: nominatedBy, name })),
    ...honorees.filter(({ id }) => id === null).map(({ unit, name }) => ({ unit, name })),
  ]
  const found = new Map(all.map((one) => [`${plainName(one.unit)}\0${plainName(one.name)}`, one]))
  return [...found.values()].toSorted((a, b) => collator.compare(a.name, b.name))
}

const collator = new Intl.Collator('zh')

/** Lends local files of all, one inside the other: stores that fetch bytes keep them until the end. */
async function withFiles<T>(
  files: readonly HandInFile[],
  store: Pick<BlobStore, 'withLocal'>,
  use: (paths: ReadonlyMap<RelativePath, string>) => Promise<T>,
): Promise<T> {
  const paths = new Map<RelativePath, string>()
  const lend = (at: number): Promise<T> => {
    const file = files[at]
    if (!file) return use(paths)
    return store.withLocal(file.storageKey, (local) => {
      paths.set(file.path, local)
      return lend(at + 1)
    })
  }
  return lend(0)
}

/** Who waived a rule and why is for the house alone. */
const withoutInternals = (report: IntakeReport): IntakeReport => ({
  ...report,
  honorees: report.honorees.map((one) => ({
    ...one,
    problems: one.problems.filter(({ problem }) => problem.kind !== 'rule-waived'),
  })),
})

const outcomesOf = ({ honorees }: IntakeReport): ReadonlyMap<RelativePath, FileReport> =>
  new Map(honorees.flatMap(({ files }) => files.map((file) => [file.relative, file])))

function verdictOf(
  { told }: HandIn,
  { rules }: Campaign,
  files: readonly HandInFile[],
  report: IntakeReport,
): Omit<Verdict, 'choices'> {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const outcomes = outcomesOf(report)
  const people = report.honorees
    .filter((one) => one.files.length > 0)
    .map((one) => personVerdict(one, byPath))
  const strangers = files
    .filter(({ path }) => !outcomes.has(path) && !isRoster(path))
    .map((file) =>
      fileVerdict(file, { material: null, state: 'refused', findings: strangerFindings(file, report) }),
    )
  const strange = new Set(strangers.map(({ path }) => path))
  // Of a stranger is said beside it, once.
  const isSaid = ({ problem }: Finding): boolean =>
    'file' in problem &&
    typeof problem.file === 'string' &&
    (strange.has(problem.file) || [...strange].some((path) => path.startsWith(`${problem.file}/`)))
  return {
    people,
    strangers,
    told,
    rules,
    remarks: remarksOf(report.problems.filter((finding) => !isSaid(finding))),
  }
}

function personVerdict(one: HonoreeReport, byPath: ReadonlyMap<RelativePath, HandInFile>): PersonVerdict {
  const files = one.files.flatMap((report) => {
    const file = byPath.get(report.relative)
    return file ? [fileVerdict(file, report)] : []
  })
  const ofFiles = new Set(files.flatMap(({ remarks }) => remarks.map(({ text }) => text)))
  const { unit, name, nominee } = one
  const asks: Ask[] = (['unit', 'category', 'workplace', 'position', 'summary'] as const).filter(
    (field) => !nominee[field],
  )
  return {
    unit,
    name,
    honoreeId: one.id,
    // Whoever is recorded is completed on the person's own page.
    asks: one.id === null ? asks : [],
    // What is asked needs no saying.
    remarks: remarksOf(
      one.problems.filter(({ problem }) => one.id !== null || problem.kind !== 'field-missing'),
    ).filter(({ text }) => !ofFiles.has(text)),
    files,
  }
}

const fileVerdict = (
  file: HandInFile,
  { material, state, findings }: Pick<FileReport, 'material' | 'state' | 'findings'>,
): FileVerdict => ({
  id: file.id,
  path: file.path,
  bytes: file.bytes,
  declared: file.declared,
  takenFor: material ? materialLabel[material.kind] : null,
  state,
  remarks: remarksOf(ofArrival(file) ?? findings),
})

/** A zip that waits could not be opened, and was told why then. */
const ofArrival = ({ path, problems }: Pick<HandInFile, 'path' | 'problems'>): readonly Finding[] | null =>
  /\.zip$/i.test(path) && problems.length > 0
    ? problems.map((problem) => ({ severity: 'error', problem }) as const)
    : null

/** What was said of a file that is nobody's, or of a folder around it. */
function strangerFindings({ path, problems }: HandInFile, report: IntakeReport): readonly Finding[] {
  const own = report.problems.filter(({ problem }) => {
    const about = 'file' in problem ? problem.file : null
    return (
      // Lying loose it may be anything: what is to be said is whose.
      problem.kind !== 'file-unknown' &&
      typeof about === 'string' &&
      (about === path || path.startsWith(`${about}/`))
    )
  })
  if (own.length > 0) return own
  const kept = problems.map((problem) => ({ severity: 'error', problem }) as const)
  return kept.length > 0 ? kept : [{ severity: 'error', problem: { kind: 'file-nobodys', file: path } }]
}

const remarksOf = (findings: readonly Finding[]): readonly Remark[] => {
  const found = new Map<string, Remark>()
  for (const { severity, problem } of findings) {
    const text = sentence(problem)
    if (!found.has(text)) found.set(text, { severity, text })
  }
  return [...found.values()]
}
