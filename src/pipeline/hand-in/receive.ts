/** A file of a hand-in has wholly arrived: it waits in the store until somebody decides. Asked twice it does once. */
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { type HandInFile, incomingKey, isOpen } from '../../domain/hand-in.ts'
import { baseOf, folderOf } from '../../domain/nominee-folders.ts'
import type { Problem } from '../../domain/problem.ts'
import { filesIn } from '../intake/hand-in.ts'
import type { BlobStore, DocumentReader } from '../ports.ts'
import { leave } from './leave.ts'
import type { HandInRecords } from './ports.ts'

export interface ReceivePorts {
  readonly records: HandInRecords
  readonly store: Pick<BlobStore, 'take' | 'size' | 'delete' | 'hasRoom'>
  readonly reader: Pick<DocumentReader, 'unzip'>
  readonly scratch: string
}

export interface ReceivedFile {
  readonly handInId: string
  /** The same for the same arrival. */
  readonly id: string
  /** Below the root of the hand-in, NFC. */
  readonly path: string
  /** Moved away, or left when it was moved before. */
  readonly file: string
}

type Kept = Pick<HandInFile, 'storageKey' | 'path'>

/** Answers with what waits now. What a zip holds waits in its place, under the zip's folder. */
export async function receive(
  received: ReceivedFile,
  ports: ReceivePorts,
  now: Date,
): Promise<readonly Kept[]> {
  if (!/\.zip$/i.test(received.path)) return [await keep(received, ports, now)]
  const { file, path: relative, handInId, id } = received
  await mkdir(ports.scratch, { recursive: true })
  const dir = await mkdtemp(path.join(ports.scratch, 'zip-'))
  try {
    const unpacked = await ports.reader.unzip(file, baseOf(relative), dir, ports.store.hasRoom)
    if (!unpacked.ok) return [await keep(received, ports, now, [unpacked.problem])]
    const { files } = await filesIn(dir)
    if (files.size === 0)
      return [await keep(received, ports, now, [{ kind: 'folder-empty', folder: baseOf(relative) }])]
    const folder = folderOf(relative)
    const kept: Kept[] = []
    for (const [number, [below, each]] of [...files].entries())
      kept.push(
        await keep(
          { handInId, id: `${id}-${number}`, path: folder === '' ? below : `${folder}/${below}`, file: each },
          ports,
          now,
        ),
      )
    // It could not be opened when it came before.
    await setAside(await ports.records.handInFiles([handInId], relative), ports)
    return kept
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function keep(
  { handInId, id, path: relative, file }: ReceivedFile,
  { records, store }: ReceivePorts,
  now: Date,
  problems: readonly Problem[] = [],
): Promise<Kept> {
  const storageKey = incomingKey(handInId, id)
  const known = await store.size(storageKey)
  const bytes = known ?? (await stat(file)).size
  if (known === null) await store.take(file, storageKey)
  await records.addHandInFile({
    handInId,
    path: relative,
    bytes,
    storageKey,
    state: problems.length > 0 ? 'refused' : 'received',
    declared: null,
    person: null,
    problems,
    arrivedAt: now,
  })
  await replaceOlder({ handInId, path: relative, storageKey }, { records, store })
  return { storageKey, path: relative }
}

/** A file sent again under its name is meant instead of the first. */
async function replaceOlder(
  { handInId, path: relative, storageKey }: Pick<HandInFile, 'handInId' | 'path' | 'storageKey'>,
  { records, store }: Pick<ReceivePorts, 'records' | 'store'>,
): Promise<void> {
  const same = await records.handInFiles([handInId], relative)
  const at = same.findIndex((one) => one.storageKey === storageKey)
  // Those before it alone: of two that arrive at once one stays.
  await setAside(same.slice(0, at), { records, store })
}

async function setAside(
  files: readonly HandInFile[],
  ports: Pick<ReceivePorts, 'records' | 'store'>,
): Promise<void> {
  for (const one of files) if (isOpen(one)) await leave(one, 'aside', ports)
}
