/** One nominee of a hand-in: who may be taken at all, what of their files is, and both written down. */
import type { Asset } from '../../domain/asset.ts'
import { error, type Finding } from '../../domain/finding.ts'
import type { Editions, NewHonoree } from '../../domain/honoree.ts'
import { recordedName } from '../../domain/material-kind.ts'
import type { Assignment, RelativePath } from '../../domain/nominee-folders.ts'
import type { Problem } from '../../domain/problem.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Nominee } from '../../domain/roster.ts'
import { keepMaterial } from '../accept-material.ts'
import type { HandInFolder } from './hand-in.ts'
import { rivalsOf } from './named.ts'
import {
  type AcceptedFile,
  checkWords,
  type Examined,
  examineFiles,
  type FileReport,
  type FoundFile,
  foundFile,
  type Recorded,
} from './nominee.ts'
import type { IntakePorts } from './ports.ts'
import type { IntakeSource } from './source.ts'

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

export interface About {
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

export async function takeNominee(
  about: About,
  ports: IntakePorts,
  isDryRun: boolean,
): Promise<HonoreeReport> {
  const { others, found, campaignId, assignment, source } = about
  const known = withRecorded(about.nominee, found)
  const nominee = source.isOfUnit ? about.nominee : known
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
    nominee: known,
  })
  const relatives = chosenOf(about)
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
  const examined = await examineFiles(nominee, offeredOf(about, relatives), others, own, source.rules, ports)
  files = examined.files
  problems.push(
    ...files.flatMap(({ findings }) => findings),
    ...examined.findings,
    ...checkWords(nominee, known, examined.deeds, source.rules, ports.uncovered),
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
  const { added, lost } = await keepAccepted(id, nominee, examined.accepted, ports)
  problems.push(...lost.values())
  files = files.map((file) => {
    const finding = lost.get(file.relative)
    return finding ? { ...file, state: 'refused', findings: [finding] } : file
  })
  const refused = files.filter(({ state }) => state === 'refused').length
  return report({ id, isNew, added, unchanged: files.length - refused - added })
}

const chosenOf = ({ nominee, assignment, source: { chosen } }: About): readonly RelativePath[] =>
  (assignment.filesOf.get(nominee) ?? []).filter((relative) => chosen === null || chosen.has(relative))

const offeredOf = ({ handIn, source }: About, relatives: readonly RelativePath[]): readonly FoundFile[] =>
  relatives.map((relative) =>
    foundFile(
      relative,
      handIn.files.get(relative) ?? relative,
      // Of one person's own materials it is known whose a photograph is: a phone cannot name it.
      source.declared.get(relative) ?? (source.only ? 'by-shape' : 'by-name'),
    ),
  )

/** Bytes before rows; what the store could not keep is refused after all. */
async function keepAccepted(
  honoreeId: string,
  nominee: Nominee,
  accepted: readonly AcceptedFile[],
  { store, records }: IntakePorts,
): Promise<{ readonly added: number; readonly lost: ReadonlyMap<RelativePath, Finding> }> {
  const lost = new Map<RelativePath, Finding>()
  let added = 0
  for (const file of accepted) {
    const kept = await keepMaterial(file, file.path, store)
    if (!kept.ok) lost.set(file.relative, error(kept.problem))
    else if (await records.addAsset(assetOf(file, honoreeId, nominee))) added += 1
  }
  return { added, lost }
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

const recordedOf = async (found: Editions | null, { records }: IntakePorts): Promise<Recorded> =>
  found
    ? { known: await records.assetsOf(found.id), trashed: await records.trashedAssets(found.id) }
    : { known: [], trashed: [] }

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
    consentGivenAt: nominee.consentGivenAt ?? facts.consentGivenAt,
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
  fileName: recordedName(fileName, material),
  probe,
  focal: null,
  order,
  caption: '',
  credit: material.role === 'document' ? '' : `${unit}供图`,
  isAiMade: false,
})
