/**
 * A hand-in of nomination materials becomes documents. Everything that fits is recorded, everything else is said in
 * one sentence each, and asking again adds only what is new, so it may be killed at any point.
 */
import type { Asset } from '../domain/asset.ts'
import type { Campaign } from '../domain/campaign.ts'
import { error, type Finding } from '../domain/finding.ts'
import type { Editions, Honoree } from '../domain/honoree.ts'
import type { Assignment, RelativePath } from '../domain/nominee-folders.ts'
import type { Nominee } from '../domain/roster.ts'
import { keepMaterial } from './accept-material.ts'
import { type HandIn, withHandIn } from './intake/hand-in.ts'
import {
  type AcceptedFile,
  checkWords,
  type Examined,
  examineFiles,
  foundFile,
  type Recorded,
} from './intake/nominee.ts'
import type { IntakePorts } from './intake/ports.ts'
import { readRosters } from './intake/rosters.ts'
import { traceImport } from './intake/trace.ts'

export interface IntakeReport {
  /** Null when nothing was recorded, or in a dry run before the first import. */
  readonly campaignId: string | null
  readonly honorees: readonly HonoreeReport[]
  /** Of the hand-in as a whole and of files that belong to nobody. */
  readonly problems: readonly Finding[]
}

interface HonoreeReport {
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
  readonly problems: readonly Finding[]
}

export interface IntakeInput {
  /** A folder or a zip. */
  readonly path: string
  readonly campaign: Omit<Campaign, 'id'>
}

/** Refusals are in the report; throws only on I/O and bugs. */
export async function intake(
  input: IntakeInput,
  ports: IntakePorts,
  { isDryRun }: { readonly isDryRun: boolean },
  now: Date,
): Promise<IntakeReport> {
  const refused = (problem: Finding['problem']): IntakeReport => ({
    campaignId: null,
    honorees: [],
    problems: [error(problem)],
  })
  // The recorded campaign counts: staff may have extended its deadline.
  const recorded = (await ports.records.campaigns()).find(({ year }) => year === input.campaign.year)
  const { submissionsUntil } = recorded ?? input.campaign
  if (now > submissionsUntil)
    return refused({ kind: 'submission-late', until: minuteOf(submissionsUntil), at: minuteOf(now) })

  const done = await withHandIn(input.path, ports.reader, ports.scratch, async (handIn) => {
    const { assignment, findings } = await readRosters(handIn, ports, now)
    const nominees = [...assignment.filesOf.keys()]
    ports.emit({ kind: 'opened', fileCount: handIn.files.size, nomineeCount: nominees.length })
    const campaignId =
      isDryRun || nominees.length === 0
        ? (recorded?.id ?? null)
        : await ports.records.ensureCampaign(input.campaign)

    const honorees: HonoreeReport[] = []
    for (const [at, nominee] of nominees.entries()) {
      ports.emit({ kind: 'nominee', name: nominee.name, number: at + 1 })
      const taken = await takeNominee(nominee, nominees, campaignId, handIn, assignment, ports, isDryRun)
      if (!isDryRun) await traceImport(taken, ports.records, now)
      honorees.push(taken)
    }
    return { campaignId, honorees, problems: [...findings, ...assignment.findings] }
  })
  return done.ok ? done.value : refused(done.problem)
}

async function takeNominee(
  nominee: Nominee,
  nominees: readonly Nominee[],
  campaignId: string | null,
  handIn: HandIn,
  assignment: Assignment,
  ports: IntakePorts,
  isDryRun: boolean,
): Promise<HonoreeReport> {
  const { name, unit } = nominee
  const problems: Finding[] = [...(assignment.findingsOf.get(nominee) ?? [])]
  const report = (facts: Pick<HonoreeReport, 'id' | 'isNew' | 'added' | 'unchanged'>): HonoreeReport => ({
    ...facts,
    name,
    unit,
    isComplete: !problems.some(({ severity }) => severity === 'error'),
    problems,
  })
  const relatives = assignment.filesOf.get(nominee) ?? []
  if (relatives.length === 0) return report({ id: null, isNew: false, added: 0, unchanged: 0 })

  const found = await recordedHonoree(nominee, campaignId, ports)
  const recorded = await recordedOf(found, ports)
  const files = relatives.map((relative: RelativePath) =>
    foundFile(relative, handIn.files.get(relative) ?? relative),
  )
  const others = nominees.map((one) => one.name)
  const examined = await examineFiles(nominee, files, others, recorded, ports)
  problems.push(...examined.findings, ...checkWords(nominee, examined.deeds, ports.uncovered))

  if (isDryRun || campaignId === null) {
    const unchanged = examined.accepted.filter(({ digest }) =>
      recorded.known.some(({ sha256 }) => sha256 === digest.sha256),
    )
    const added = examined.accepted.length - unchanged.length
    return report({ id: found?.id ?? null, isNew: !found, added, unchanged: unchanged.length })
  }
  const { id, isNew } = await ports.records.ensureHonoree(
    honoreeOf(nominee, campaignId, examined, ports),
    nominee.privateFields,
  )
  let added = 0
  let refused = 0
  for (const file of examined.accepted) {
    const kept = await keepMaterial(file, file.path, ports.store)
    if (!kept.ok) {
      problems.push(error(kept.problem))
      refused += 1
    } else if (await ports.records.addAsset(assetOf(file, id, nominee))) added += 1
  }
  return report({ id, isNew, added, unchanged: examined.accepted.length - refused - added })
}

async function recordedHonoree(
  { name, unit }: Nominee,
  campaignId: string | null,
  { records }: IntakePorts,
): Promise<Editions | null> {
  if (campaignId === null) return null
  const honorees = await records.honorees(campaignId)
  return honorees.find((one) => one.name === name && one.nominatedBy === unit) ?? null
}

const recordedOf = async (found: Editions | null, { records }: IntakePorts): Promise<Recorded> =>
  found
    ? { known: await records.assetsOf(found.id), trashed: await records.trashedAssets(found.id) }
    : { known: [], trashed: [] }

const honoreeOf = (
  nominee: Nominee,
  campaignId: string,
  { deeds }: Examined,
  { slugOf }: IntakePorts,
): Omit<Honoree, 'id' | 'edition'> => ({
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

/** 2021年5月23日 24:00 is how staff write the end of a day. */
const minuteOf = (at: Date): string =>
  new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
