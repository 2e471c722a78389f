/** Whose a hand-in is: the tables in it, no more nominees of a unit than it may name, and which files belong to whom. */
import type { CampaignRules } from '../../domain/campaign-rules.ts'
import { error, type Finding, warning } from '../../domain/finding.ts'
import { isNamed } from '../../domain/named.ts'
import {
  type Assignment,
  assign,
  folderOf,
  isRoster,
  type RosterAt,
  type Whose,
  withoutTable,
} from '../../domain/nominee-folders.ts'
import { unitsOver } from '../../domain/quota.ts'
import { type Nominee, readRoster } from '../../domain/roster.ts'
import type { HandInFolder } from './hand-in.ts'
import type { IntakePorts } from './ports.ts'

/** Who is known beside the tables. */
export interface Known {
  /** Everything is this one's, whatever it is called; null: names say. */
  readonly only: Nominee | null
  /** Recorded before, or told by somebody. */
  readonly others: readonly Nominee[]
  /** A table came before, so none is missing now. */
  readonly hasTable: boolean
  /** What somebody said, over folders and names. */
  readonly whose: Whose
}

export async function readRosters(
  handIn: HandInFolder,
  { only, others, hasTable, whose }: Known,
  rules: CampaignRules,
  { reader }: Pick<IntakePorts, 'reader'>,
  now: Date,
): Promise<{ assignment: Assignment; findings: readonly Finding[] }> {
  const rosters: RosterAt[] = []
  const findings: Finding[] = []
  for (const [relative, path] of handIn.files) {
    if (!isRoster(relative)) continue
    const table = await reader.table(path, relative)
    const roster = table.ok ? readRoster(table.value, relative, rules, now) : table
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
    const read = rosters.flatMap(({ nominees }) => nominees ?? []).find((one) => isNamed(one, only))
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
  const nominees = withoutTable(files, rosters, others, whose)
  if (rosters.length === 0) {
    const problem = { kind: 'material-missing', name: '材料文件夹', what: '“候选人汇总表.xlsx”' } as const
    // Folders and people say as much: it is welcome, not required.
    if (!hasTable) findings.push(warning(problem))
    // Without a table a folder is nobody's, which needs no saying folder by folder.
    rosters.push({ folder: '', nominees: nominees.length > 0 ? nominees : null, refusedNames: [] })
  } else if (nominees.length > 0) rosters.push({ folder: '', nominees, refusedNames: [] })
  const { kept, refused } = withinUnits(rosters, rules)
  const assignment = assign(files, handIn.emptyFolders, kept, whose)
  return { assignment, findings: [...findings, ...refused] }
}

/** 限报: which of too many is meant only the unit can say, so none is taken. One nominee listed twice is one. */
function withinUnits(
  rosters: readonly RosterAt[],
  rules: CampaignRules,
): {
  kept: readonly RosterAt[]
  refused: readonly Finding[]
} {
  // Of which unit somebody is may still be asked.
  const over = unitsOver(
    rosters.flatMap(({ nominees }) => nominees ?? []),
    rules,
  )
  const seen = new Set<string>()
  const isFirst = ({ unit, name }: Nominee): boolean => {
    const key = `${unit}\0${name}`
    return !seen.has(key) && Boolean(seen.add(key))
  }
  const kept = rosters.map(({ folder, nominees, refusedNames }) => ({
    folder,
    nominees: nominees?.filter((one) => one.unit === '' || (!over.has(one.unit) && isFirst(one))) ?? null,
    refusedNames: [...refusedNames, ...[...over.values()].flat()],
  }))
  const refused = [...over].map(([unit, names]) =>
    error({ kind: 'unit-has-several', unit, names, max: rules.perUnit }),
  )
  return { kept, refused }
}
