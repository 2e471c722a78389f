/** What was dropped or chosen, folders walked through, each with its path below what was dropped. */

export interface PickedFile {
  readonly file: File
  /** `/` between names, NFC. */
  readonly path: string
}

/** What operating systems and office programs leave in folders, and nobody means to hand in. */
const isJunk = (path: string): boolean =>
  path
    .split('/')
    .some(
      (name) =>
        name === '__MACOSX' ||
        name.startsWith('.') ||
        name.startsWith('~$') ||
        /^(thumbs\.db|desktop\.ini)$/i.test(name),
    )

const picked = (files: readonly PickedFile[]): readonly PickedFile[] =>
  files
    .map(({ file, path }) => ({ file, path: path.replace(/^\/+/, '').normalize('NFC') }))
    .filter(({ path }) => !isJunk(path))

/** Of an `<input type="file">`, with or without `webkitdirectory`. */
export const fromInput = (list: FileList | null): readonly PickedFile[] =>
  picked([...(list ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name })))

/** Of a drop: to be called in its event, which forgets its entries afterwards. */
export async function fromDrop(items: DataTransferItemList): Promise<readonly PickedFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const found = await Promise.all(entries.map(filesOf))
  return picked(found.flat())
}

async function filesOf(entry: FileSystemEntry): Promise<PickedFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      ;(entry as FileSystemFileEntry).file(resolve, reject)
    })
    return [{ file, path: entry.fullPath }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const inside: FileSystemEntry[] = []
  // It hands out a hundred at a time, and says that there are no more by handing out none.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject)
    })
    if (some.length === 0) break
    inside.push(...some)
  }
  return (await Promise.all(inside.map(filesOf))).flat()
}
