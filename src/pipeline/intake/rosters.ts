/** Whose a hand-in is: the tables in it, one nominee of each unit, and which files belong to whom. */
import { error, type Finding, warning } from '../../domain/finding.ts'
import { plainName } from '../../domain/material-kind.ts'
import {
  type Assignment,
  assign,
  folderOf,
  isRoster,
  type RosterAt,
  withoutTable,
} from '../../domain/nominee-folders.ts'
import { type Nominee, readRoster } from '../../domain/roster.ts'
import type { HandInFolder } from './hand-in.ts'
import type { IntakePorts } from './ports.ts'

/** Who is known beside the tables. */
export interface Known {
  /** Everything is this one's, whatever it is called; null: names say. */
  readonly only: Nominee | null
  /** Recorded before, or told by somebody. */
  readonly others: readonly Nominee[]
}

export async function readRosters(
  handIn: HandInFolder,
  { only, others }: Known,
  { reader }: Pick<IntakePorts, 'reader'>,
  now: Date,
): Promise<{ assignment: Assignment; findings: readonly Finding[] }> {
  const rosters: RosterAt[] = []
  const findings: Finding[] = []
  for (const [relative, path] of handIn.files) {
    if (!isRoster(relative)) continue
    const table = await reader.table(path, relative)
    const roster = table.ok ? readRoster(table.value, relative, now) : table
    const folder = folderOf(relative)
    if (roster.ok) {
      findings.push(...roster.value.problems.map(error))
      rosters.push({ folder, ...roster.value })
    } else {
      findings.push(error(roster.problem))
      rosters.push({ folder, nominees: null, refusedNames: [] })
    }
  }
  const files = [...handIn.files.keys()].filter((file) => !isRoster(file))
  if (only) {
    const read = rosters.flatMap(({ nominees }) => nominees ?? []).find((one) => isSame(one, only))
    const nominee = read ?? only
    return {
      assignment: {
        filesOf: new Map([[nominee, files]]),
        findingsOf: new Map([[nominee, []]]),
        findings: [],
      },
      findings,
    }
  }
  const nominees = withoutTable(files, rosters, others)
  if (rosters.length === 0) {
    const problem = { kind: 'material-missing', name: '材料文件夹', what: '“候选人汇总表.xlsx”' } as const
    findings.push(nominees.length > 0 ? warning(problem) : error(problem))
    // Without a table a folder is nobody's, which needs no saying folder by folder.
    rosters.push({ folder: '', nominees: nominees.length > 0 ? nominees : null, refusedNames: [] })
  } else if (nominees.length > 0) rosters.push({ folder: '', nominees, refusedNames: [] })
  const { kept, refused } = oneOfEachUnit(rosters)
  return { assignment: assign(files, handIn.emptyFolders, kept), findings: [...findings, ...refused] }
}

const isSame = (a: Nominee, b: Nominee): boolean =>
  plainName(a.name) === plainName(b.name) && plainName(a.unit) === plainName(b.unit)

/** 限报一人: which of several is meant only the unit can say, so none is taken. One nominee listed twice is one. */
function oneOfEachUnit(rosters: readonly RosterAt[]): {
  kept: readonly RosterAt[]
  refused: readonly Finding[]
} {
  const namesOf = new Map<string, Set<string>>()
  // Of which unit somebody is may still be asked.
  for (const { unit, name } of rosters.flatMap(({ nominees }) => nominees ?? []))
    if (unit !== '') namesOf.set(unit, (namesOf.get(unit) ?? new Set()).add(name))
  const isSeveral = (unit: string): boolean => (namesOf.get(unit)?.size ?? 0) > 1

  const seen = new Set<string>()
  const kept = rosters.map(({ folder, nominees, refusedNames }) => ({
    folder,
    nominees:
      nominees?.filter(
        ({ unit }) => unit === '' || (!isSeveral(unit) && !seen.has(unit) && seen.add(unit)),
      ) ?? null,
    refusedNames: [
      ...refusedNames,
      ...[...namesOf].flatMap(([unit, names]) => (isSeveral(unit) ? [...names] : [])),
    ],
  }))
  const refused = [...namesOf]
    .filter(([unit]) => isSeveral(unit))
    .map(([unit, names]) => error({ kind: 'unit-has-several', unit, names: [...names] }))
  return { kept, refused }
}
