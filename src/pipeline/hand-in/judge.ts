/** What would become of a hand-in, and taking it: both ask the one intake, over the files that wait. */

import type { Campaign } from '../../domain/campaign.ts'
import type { HandIn, HandInFile } from '../../domain/hand-in.ts'
import { isNamed, type Named } from '../../domain/named.ts'
import { baseOf, isRoster, type RelativePath } from '../../domain/nominee-folders.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Verdict } from '../../domain/verdict.ts'
import type { IntakePorts } from '../intake/ports.ts'
import { type IntakeReport, takeFiles } from '../intake.ts'
import type { BlobStore } from '../ports.ts'
import type { Records } from '../records.ts'
import { filesForUnit, reportForUnit } from './for-units.ts'
import type { HandInRecords } from './ports.ts'
import { openFiles, type Settled, settle } from './settle.ts'
import { choicesOf, strangersOf, verdictOf } from './verdict.ts'

export interface HandInPorts extends Omit<IntakePorts, 'records' | 'store'> {
  readonly records: IntakePorts['records'] & HandInRecords & Pick<Records, 'campaigns'>
  readonly store: Pick<BlobStore, 'keep' | 'hasRoom' | 'withLocal' | 'delete'>
}

const isUnit = ({ actor }: Pick<HandInPorts, 'actor'>): boolean => actor?.kind === 'unit'

/** Nothing is written; a unit is told what is a unit's to know. */
export async function judge(handIn: HandIn, ports: HandInPorts, now: Date): Promise<Result<Verdict>> {
  const campaign = await campaignOf(handIn, ports)
  if (!campaign.ok) return campaign
  const { files, report } = await rehearse(handIn, campaign.value, ports, now)
  // Whoever hands in for one person hears of nobody else.
  const isAsking = !handIn.only && strangersOf(files, report).length > 0
  const recorded = isAsking ? await ports.records.honorees(campaign.value.id) : []
  const choices = isAsking ? choicesOf(recorded, report) : []
  return ok(
    isUnit(ports)
      ? verdictOf(handIn, campaign.value, filesForUnit(files), reportForUnit(report), choices)
      : verdictOf(handIn, campaign.value, files, report, choices),
  )
}

/** Of all whose the file may be said to be, the one whom `asked` names. */
export async function chosenPerson(
  handIn: HandIn,
  { path }: Pick<HandInFile, 'path'>,
  asked: Named,
  ports: HandInPorts,
  now: Date,
): Promise<Result<Named>> {
  const campaign = await campaignOf(handIn, ports)
  if (!campaign.ok) return campaign
  const recorded = await ports.records.honorees(campaign.value.id)
  const { report } = await rehearse(handIn, campaign.value, ports, now)
  const chosen = choicesOf(recorded, report).find((one) => isNamed(one, asked))
  const { unit, name } = asked
  return chosen ? ok(chosen) : refuse({ kind: 'person-unlisted', file: baseOf(path), unit, name })
}

async function rehearse(
  handIn: HandIn,
  campaign: Campaign,
  ports: HandInPorts,
  now: Date,
): Promise<{ readonly files: readonly HandInFile[]; readonly report: IntakeReport }> {
  const files = openFiles(await ports.records.handInFiles([handIn.id]))
  const report = await withFiles(files, ports.store, (paths) =>
    run(handIn, campaign, files, null, paths, ports, true, now),
  )
  return { files, report }
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
): Promise<Result<Settled>> {
  const campaign = await campaignOf(handIn, ports)
  if (!campaign.ok) return campaign
  const files = openFiles(await ports.records.handInFiles([handIn.id]))
  const isChosen = (file: HandInFile): boolean => chosen === null || chosen.includes(file.id)
  const wanted = new Set(files.filter(isChosen).map((file) => file.path))
  const report = await withFiles(files, ports.store, (paths) =>
    run(handIn, campaign.value, files, wanted, paths, ports, false, now),
  )

  return ok(await settle({ campaignId: campaign.value.id, files, isChosen, report }, ports, now))
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
    isOfUnit: isUnit(ports),
    told: handIn.told,
    declared: new Map(files.flatMap(({ path, declared }) => (declared ? [[path, declared] as const] : []))),
    whose: new Map(files.flatMap(({ path, person }) => (person ? [[path, person] as const] : []))),
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
