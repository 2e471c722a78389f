/** What a report comes to for the files of a hand-in: taken, refused with its reasons, or waiting on. */
import type { HandIn, HandInFile } from '../../domain/hand-in.ts'
import { isOpen } from '../../domain/hand-in.ts'
import { isRoster, type RelativePath } from '../../domain/nominee-folders.ts'
import type { IntakeReport } from '../intake.ts'
import { leave, open } from './leave.ts'
import { type Arrival, endRefusals, type RefusalPorts } from './replace.ts'
import { ofArrival, outcomesOf, strangerFindings } from './verdict.ts'

/** `read`: a table. `waiting`: of somebody of whom too little is known to record them. */
export type Fate = 'new' | 'known' | 'read' | 'waiting' | 'refused'

export function fatesOf(report: IntakeReport): (file: RelativePath) => Fate {
  const outcomes = outcomesOf(report)
  const unrecorded = report.honorees.filter(({ id }) => id === null)
  const unknown = new Set(unrecorded.flatMap(({ files }) => files.map(({ relative }) => relative)))
  const isAnybodyRecorded = unrecorded.length < report.honorees.length
  return (file) => {
    const state = outcomes.get(file)?.state
    if (unknown.has(file) && state !== 'refused') return 'waiting'
    if (isRoster(file) && isAnybodyRecorded) return 'read'
    return state ?? 'refused'
  }
}

export interface Settled {
  readonly added: number
  readonly refused: number
  /** Their files stay as they are. */
  readonly waiting: number
  /** Files refused before, here or in another hand-in of the campaign, in whose place one was taken now. */
  readonly replaced: number
}

export interface ToSettle extends Pick<HandIn, 'campaignId'> {
  /** Open files of the hand-in, each path once. */
  readonly files: readonly HandInFile[]
  readonly isChosen: (file: HandInFile) => boolean
  readonly report: IntakeReport
  /** Taken from where they lay, without having waited. */
  readonly straight?: ReadonlyMap<RelativePath, Arrival>
}

export async function settle(
  { campaignId, files, isChosen, report, straight = new Map() }: ToSettle,
  ports: RefusalPorts,
  now: Date,
): Promise<Settled> {
  const outcomes = outcomesOf(report)
  const fateOf = fatesOf(report)
  const count = { added: 0, refused: 0, waiting: 0 }
  const taken = new Map<RelativePath, Arrival>(straight)
  for (const file of files.filter(isChosen)) {
    const fate = fateOf(file.path)
    if (fate === 'waiting') count.waiting += 1
    else if (fate === 'refused') {
      count.refused += 1
      const findings = ofArrival(file) ?? outcomes.get(file.path)?.findings ?? strangerFindings(file, report)
      await ports.records.changeHandInFile(file.id, open, {
        state: 'refused',
        problems: findings.map(({ problem }) => problem),
      })
    } else {
      if (fate === 'new') count.added += 1
      taken.set(file.path, file)
      await leave(file, 'taken', ports)
    }
  }
  const before = new Map(files.map(({ id, state }) => [id, state]))
  const ended = await endRefusals(
    campaignId,
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
  return { ...count, refused: count.refused - endedNow, replaced: ended.length }
}

/** Of one path the newest alone: the one before it is on its way out. */
export function openFiles(files: readonly HandInFile[]): readonly HandInFile[] {
  const newest = new Map(files.filter(isOpen).map((file) => [file.path, file]))
  return [...newest.values()]
}
