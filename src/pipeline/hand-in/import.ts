/**
 * A folder or zip that is imported by command: taken as it lies, and what is not taken waits in the studio (收件) until
 * somebody deals with it. Run again it adds nothing twice, and what is mended ends what waits.
 */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { type HandInFile, isOpen } from '../../domain/hand-in.ts'
import { baseOf, isRoster, type RelativePath } from '../../domain/nominee-folders.ts'
import { digestOfFile } from '../accept-material.ts'
import type { HandInFolder } from '../intake/hand-in.ts'
import { type IntakeInput, type IntakeReport, intake } from '../intake.ts'
import type { HandInPorts } from './judge.ts'
import { leave } from './leave.ts'
import { type ReceivePorts, receive } from './receive.ts'
import { fatesOf, openFiles, settle } from './settle.ts'

export interface ImportPorts extends Omit<HandInPorts, 'store'> {
  readonly store: HandInPorts['store'] & ReceivePorts['store']
}

export interface ImportReport extends IntakeReport {
  /** Files of it that wait in the studio. */
  readonly waiting: number
  /** Files not taken that could not wait for want of room. */
  readonly unkept: number
}

/** Refusals are in the report; throws only on I/O and bugs. What the demo invents waits for nobody. */
export async function importFolder(
  input: IntakeInput,
  ports: ImportPorts,
  { isDryRun }: { readonly isDryRun: boolean },
  now: Date,
): Promise<ImportReport> {
  let kept = { waiting: 0, unkept: 0 }
  const report = await intake(input, ports, { isDryRun }, now, async ({ files }, { campaignId, ...rest }) => {
    if (isDryRun || input.isDemo || campaignId === null) return
    const imported = { source: path.resolve(input.path), campaignId, files, report: { campaignId, ...rest } }
    kept = await keepRest(imported, ports, now)
  })
  return { ...report, ...kept }
}

interface Imported {
  readonly source: string
  readonly campaignId: string
  readonly files: HandInFolder['files']
  readonly report: IntakeReport
}

async function keepRest(
  imported: Imported,
  ports: ImportPorts,
  now: Date,
): Promise<Pick<ImportReport, 'waiting' | 'unkept'>> {
  const { source, campaignId, files, report } = imported
  const { records } = ports
  const earlier = (await records.handInsOf(campaignId)).filter(({ openedBy }) =>
    openedBy.startsWith('import:'),
  )
  const known = await records.handInFiles(earlier.map(({ id }) => id))
  // A folder is known by where it lies: two units may send folders of one name.
  const openedBy = `import:${hashOf(source)}`
  let id = earlier.find((one) => one.openedBy === openedBy)?.id ?? null
  const stood = known.filter((file) => file.handInId === id && isOpen(file) && files.has(file.path))
  const rest = restOf(imported)
  const ids = await idsOf(files, [...rest, ...stood.map((file) => file.path)])
  let unkept = 0
  const fresh = rest.filter((relative) => !known.some((file) => isArrival(file, ids.get(relative))))
  if (fresh.length > 0) {
    id ??= await records.ensureHandIn({ campaignId, only: null, told: [], openedBy, openedAt: now })
    for (const relative of fresh) if (!(await arrive(id, relative, ids, files, ports, now))) unkept += 1
  }
  // What lies there anew under its name is meant instead of the first.
  for (const file of stood) if (!isArrival(file, ids.get(file.path))) await leave(file, 'aside', ports)
  const own = async (): Promise<readonly HandInFile[]> =>
    id === null ? [] : openFiles(await records.handInFiles([id]))
  const straight = new Map(
    report.honorees
      .flatMap((one) => one.files.filter(({ state }) => state === 'new'))
      .map(({ relative }) => [relative, { path: relative, declared: null, arrivedAt: now }] as const),
  )
  const isChosen = (file: HandInFile): boolean => isArrival(file, ids.get(file.path))
  await settle({ campaignId, files: await own(), isChosen, report, straight }, ports, now)
  return { waiting: (await own()).length, unkept }
}

/** What was not taken, and beside it the tables, which say of whom they are. */
function restOf({ files, report }: Imported): readonly RelativePath[] {
  const fateOf = fatesOf(report)
  const all = [...files.keys()]
  const isLeft = (file: RelativePath): boolean => ['waiting', 'refused'].includes(fateOf(file))
  return all.some(isLeft) ? all.filter((file) => isLeft(file) || isRoster(file)) : []
}

/** False, and nothing kept, without room for it. The file itself stays where it lies. */
async function arrive(
  handInId: string,
  relative: RelativePath,
  ids: ReadonlyMap<RelativePath, string>,
  files: HandInFolder['files'],
  ports: ImportPorts,
  now: Date,
): Promise<boolean> {
  const [file, id] = [files.get(relative), ids.get(relative)]
  if (!file || !id || !(await ports.store.hasRoom((await stat(file)).size))) return false
  await mkdir(ports.scratch, { recursive: true })
  const dir = await mkdtemp(path.join(ports.scratch, 'import-'))
  try {
    const copy = path.join(dir, baseOf(relative))
    await copyFile(file, copy, constants.COPYFILE_FICLONE)
    await receive({ handInId, id, path: relative, file: copy }, ports, now)
    return true
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** The same for the same bytes under the same path. */
async function idsOf(
  files: HandInFolder['files'],
  paths: readonly RelativePath[],
): Promise<ReadonlyMap<RelativePath, string>> {
  const ids = new Map<RelativePath, string>()
  for (const relative of new Set(paths)) {
    const file = files.get(relative)
    if (file) ids.set(relative, hashOf(`${relative}\0${(await digestOfFile(file)).sha256}`))
  }
  return ids
}

/** A zip's files arrive one by one, under its id. */
const isArrival = ({ storageKey }: HandInFile, id: string | undefined): boolean =>
  id !== undefined && (storageKey.endsWith(`/${id}`) || storageKey.includes(`/${id}-`))
