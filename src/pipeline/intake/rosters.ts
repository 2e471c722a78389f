/** Whose a hand-in is: the tables in it, one nominee of each unit, and which files belong to whom. */
import { error, type Finding } from '../../domain/finding.ts'
import { type Assignment, assign, folderOf, isRoster, type RosterAt } from '../../domain/nominee-folders.ts'
import { readRoster } from '../../domain/roster.ts'
import type { HandIn } from './hand-in.ts'
import type { IntakePorts } from './ports.ts'

export async function readRosters(
  handIn: HandIn,
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
  if (rosters.length === 0) {
    findings.push(error({ kind: 'material-missing', name: '材料文件夹', what: '“候选人汇总表.xlsx”' }))
    // Without a table nobody is known, which needs no saying folder by folder.
    rosters.push({ folder: '', nominees: null, refusedNames: [] })
  }
  const { kept, refused } = oneOfEachUnit(rosters)
  const files = [...handIn.files.keys()].filter((file) => !isRoster(file))
  return { assignment: assign(files, handIn.emptyFolders, kept), findings: [...findings, ...refused] }
}

/** 限报一人: which of several is meant only the unit can say, so none is taken. One nominee listed twice is one. */
function oneOfEachUnit(rosters: readonly RosterAt[]): {
  kept: readonly RosterAt[]
  refused: readonly Finding[]
} {
  const namesOf = new Map<string, Set<string>>()
  for (const { unit, name } of rosters.flatMap(({ nominees }) => nominees ?? []))
    namesOf.set(unit, (namesOf.get(unit) ?? new Set()).add(name))
  const isSeveral = (unit: string): boolean => (namesOf.get(unit)?.size ?? 0) > 1

  const seen = new Set<string>()
  const kept = rosters.map(({ folder, nominees, refusedNames }) => ({
    folder,
    nominees: nominees?.filter(({ unit }) => !isSeveral(unit) && !seen.has(unit) && seen.add(unit)) ?? null,
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
