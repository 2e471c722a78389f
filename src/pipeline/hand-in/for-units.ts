/** What a unit hears of a verdict: of its own files and words and of what the notice asks for, never what the office thinks or wrote. */
import type { Finding } from '../../domain/finding.ts'
import type { HandInFile } from '../../domain/hand-in.ts'
import type { Problem } from '../../domain/problem.ts'
import type { IntakeReport } from '../intake.ts'

/** Whatever is not named here is the office's own. */
const told: ReadonlySet<Problem['kind']> = new Set<Problem['kind']>([
  'file-empty',
  'file-broken',
  'file-type',
  'file-too-large',
  'file-too-small',
  'file-name',
  'photo-name',
  'photo-by-shape',
  'file-unknown',
  'file-duplicate',
  'file-in-trash',
  'file-nobodys',
  'original-differs',
  'storage-failed',
  'pixels-too-many',
  'pixels-too-few',
  'id-photo-shape',
  'film-too-long',
  'film-size',
  'film-silent',
  'archive-path',
  'archive-bomb',
  'archive-encrypted',
  'document-heavy',
  'document-costly',
  'table-too-large',
  'column-unknown',
  'column-missing',
  'cell-invalid',
  'folder-empty',
  'words-disagree',
  'name-absent',
  'honoree-unknown',
  'person-in-trash',
  'unit-has-several',
  'unit-has-another',
  'field-missing',
  'text-too-long',
  'character-uncovered',
  'material-missing',
  'material-count',
])

/** What the office called the same bytes is its own. */
const inItsWords = (problem: Problem): Problem =>
  problem.kind === 'file-in-trash' ? { ...problem, other: problem.file } : problem

const problemsForUnit = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(({ kind }) => told.has(kind)).map(inItsWords)

const findingsForUnit = (findings: readonly Finding[]): readonly Finding[] =>
  findings
    .filter(({ problem }) => told.has(problem.kind))
    .map((finding) => ({ ...finding, problem: inItsWords(finding.problem) }))

export const reportForUnit = (report: IntakeReport): IntakeReport => ({
  ...report,
  problems: findingsForUnit(report.problems),
  honorees: report.honorees.map((one) => ({
    ...one,
    problems: findingsForUnit(one.problems),
    files: one.files.map((file) => ({ ...file, findings: findingsForUnit(file.findings) })),
  })),
})

/** Staff may have taken them before. */
export const filesForUnit = (files: readonly HandInFile[]): readonly HandInFile[] =>
  files.map((file) => ({ ...file, problems: problemsForUnit(file.problems) }))
