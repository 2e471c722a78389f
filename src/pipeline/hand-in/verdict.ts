/** What an intake's report says of a hand-in, as the people who decide see it. */
import { byChinese } from '../../domain/by-chinese.ts'
import type { Campaign } from '../../domain/campaign.ts'
import type { Finding } from '../../domain/finding.ts'
import type { HandIn, HandInFile } from '../../domain/hand-in.ts'
import type { Editions } from '../../domain/honoree.ts'
import { materialLabel, plainName } from '../../domain/material-kind.ts'
import { workPhotos } from '../../domain/material-rules.ts'
import { isRoster, type RelativePath } from '../../domain/nominee-folders.ts'
import { type Problem, sentence } from '../../domain/problem.ts'
import {
  asksOf,
  type FileVerdict,
  type PersonVerdict,
  type Remark,
  type Verdict,
} from '../../domain/verdict.ts'
import type { FileReport } from '../intake/nominee.ts'
import type { HonoreeReport } from '../intake/take-nominee.ts'
import type { IntakeReport } from '../intake.ts'

export const outcomesOf = ({ honorees }: IntakeReport): ReadonlyMap<RelativePath, FileReport> =>
  new Map(honorees.flatMap(({ files }) => files.map((file) => [file.relative, file])))

export function verdictOf(
  { told, only }: HandIn,
  { rules }: Campaign,
  files: readonly HandInFile[],
  report: IntakeReport,
  choices: Verdict['choices'],
): Verdict {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const people = report.honorees
    .map((one) => personVerdict(one, byPath))
    // Whoever hands in for one person is asked also when nothing waits any more.
    .filter(({ files: own, honoreeId, asks }) => own.length > 0 || (only && honoreeId && asks.length > 0))
  const strangers = strangersOf(files, report).map((file) => {
    const findings = strangerFindings(file, report).map((finding) => asChoosable(finding, choices))
    return fileVerdict(file, { material: null, state: 'refused', findings })
  })
  const strange = new Set(strangers.map(({ path }) => path))
  // Of a stranger is said beside it, once.
  const isSaid = ({ problem }: Finding): boolean =>
    'file' in problem &&
    typeof problem.file === 'string' &&
    (strange.has(problem.file) || [...strange].some((path) => path.startsWith(`${problem.file}/`)))
  return {
    people,
    strangers,
    choices,
    told,
    rules,
    remarks: remarksOf(report.problems.filter((finding) => !isSaid(finding))),
  }
}

/** Files that are nobody's. */
export function strangersOf(files: readonly HandInFile[], report: IntakeReport): readonly HandInFile[] {
  const outcomes = outcomesOf(report)
  return files.filter(({ path }) => !outcomes.has(path) && !isRoster(path))
}

/** What was kept of a refusal knows nothing of who came since. */
const asChoosable = (finding: Finding, choices: Verdict['choices']): Finding =>
  finding.problem.kind === 'file-nobodys'
    ? { ...finding, problem: { ...finding.problem, isChoiceless: choices.length === 0 } }
    : finding

/** Everybody of the campaign and of this hand-in, by name. */
export function choicesOf(
  recorded: readonly Pick<Editions, 'name' | 'nominatedBy'>[],
  { honorees }: IntakeReport,
): Verdict['choices'] {
  const all = [
    ...recorded.map(({ name, nominatedBy }) => ({ unit: nominatedBy, name })),
    ...honorees.filter(({ id }) => id === null).map(({ unit, name }) => ({ unit, name })),
  ]
  const found = new Map(all.map((one) => [`${plainName(one.unit)}\0${plainName(one.name)}`, one]))
  return [...found.values()].toSorted((a, b) => byChinese(a.name, b.name))
}

function personVerdict(one: HonoreeReport, byPath: ReadonlyMap<RelativePath, HandInFile>): PersonVerdict {
  const files = one.files.flatMap((report) => {
    const file = byPath.get(report.relative)
    return file ? [fileVerdict(file, report)] : []
  })
  const ofFiles = new Set(files.flatMap(({ remarks }) => remarks.map(({ text }) => text)))
  const { unit, name, nominee } = one
  return {
    unit,
    name,
    honoreeId: one.id,
    asks: asksOf(nominee),
    // What is asked needs no saying.
    remarks: remarksOf(
      one.problems.filter(
        ({ problem }) => problem.kind !== 'field-missing' && !isTooFewByRefusal(problem, one.files, byPath),
      ),
    ).filter(({ text }) => !ofFiles.has(text)),
    files,
  }
}

/**
 * Photographs are too few because some are refused, each with its own sentence: that says it all until the others are
 * taken, when the person stands on the board with too few.
 */
const isTooFewByRefusal = (
  problem: Problem,
  files: readonly FileReport[],
  byPath: ReadonlyMap<RelativePath, HandInFile>,
): boolean =>
  problem.kind === 'material-count' &&
  problem.what === workPhotos &&
  problem.found < problem.min &&
  problem.found +
    files.filter((file) => isRefusedPhoto(file) && byPath.get(file.relative)?.state === 'received').length >=
    problem.min

const isRefusedPhoto = ({ state, material, findings }: FileReport): boolean =>
  state === 'refused' &&
  (material?.kind === 'work-photo' || findings.some(({ problem }) => problem.kind === 'photo-name'))

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
export const ofArrival = ({
  path,
  problems,
}: Pick<HandInFile, 'path' | 'problems'>): readonly Finding[] | null =>
  /\.zip$/i.test(path) && problems.length > 0
    ? problems.map((problem) => ({ severity: 'error', problem }) as const)
    : null

/** What was said of a file that is nobody's, or of a folder around it. */
export function strangerFindings({ path, problems }: HandInFile, report: IntakeReport): readonly Finding[] {
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
