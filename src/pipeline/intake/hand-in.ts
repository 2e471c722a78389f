/** The files of a hand-in as they lie on disk, folder or zip, without what operating systems leave there. */
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { byChinese } from '../../domain/by-chinese.ts'
import { type RelativePath, wrapperOf } from '../../domain/nominee-folders.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { BlobStore, DocumentReader } from '../ports.ts'

export interface UnpackPorts {
  readonly reader: Pick<DocumentReader, 'unzip'>
  readonly store: Pick<BlobStore, 'hasRoom'>
  /** Folder for unpacked zips. */
  readonly scratch: string
}

export interface HandInFolder {
  /** Where each file lies, by its path below the root. */
  readonly files: ReadonlyMap<RelativePath, string>
  readonly emptyFolders: readonly RelativePath[]
}

const isJunk = (name: string): boolean =>
  name === '__MACOSX' ||
  name.startsWith('.') ||
  name.startsWith('~$') ||
  /^(thumbs\.db|desktop\.ini)$/i.test(name)

/** Opens a folder or zip for the time of `use`; a zip's files lie below `scratch` and are removed afterwards. */
export async function withHandIn<T>(
  given: string,
  { reader, store, scratch }: UnpackPorts,
  use: (handIn: HandInFolder) => Promise<T>,
): Promise<Result<T>> {
  const name = path.basename(given)
  const found = await stat(given).catch(() => null)
  if (!found) return refuse({ kind: 'folder-missing', folder: name })
  if (found.isDirectory()) return openFolder(given, name, use)

  await mkdir(scratch, { recursive: true })
  const dir = await mkdtemp(path.join(scratch, 'hand-in-'))
  try {
    const unpacked = await reader.unzip(given, name, dir, store.hasRoom)
    return unpacked.ok ? await openFolder(dir, name, use) : unpacked
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** Everything below a folder, by its path in it. */
export async function filesIn(root: string): Promise<HandInFolder> {
  const files = new Map<RelativePath, string>()
  const emptyFolders: RelativePath[] = []
  await walk(root, '', files, emptyFolders)
  return { files, emptyFolders }
}

async function openFolder<T>(
  root: string,
  name: string,
  use: (handIn: HandInFolder) => Promise<T>,
): Promise<Result<T>> {
  const { files, emptyFolders } = await filesIn(root)
  if (files.size === 0) return refuse({ kind: 'folder-empty', folder: name })

  const wrapper = wrapperOf([...files.keys()])
  const cut = wrapper === '' ? 0 : wrapper.length + 1
  return ok(
    await use({
      files: new Map([...files].map(([relative, file]) => [relative.slice(cut), file])),
      emptyFolders: emptyFolders
        .filter((folder) => folder.startsWith(wrapper))
        .map((folder) => folder.slice(cut)),
    }),
  )
}

/** Links are not followed: a folder may come from anywhere. */
async function walk(
  folder: string,
  relative: RelativePath,
  files: Map<RelativePath, string>,
  emptyFolders: RelativePath[],
): Promise<void> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !isJunk(name))
  entries.sort((a, b) => byChinese(a.name, b.name))
  if (entries.length === 0 && relative !== '') emptyFolders.push(relative)
  for (const entry of entries) {
    const below = path.join(folder, entry.name)
    const name = `${relative === '' ? '' : `${relative}/`}${entry.name.normalize('NFC')}`
    if (entry.isDirectory()) await walk(below, name, files, emptyFolders)
    else if (entry.isFile()) files.set(name, below)
  }
}
