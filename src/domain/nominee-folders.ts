/**
 * Whose file is whose, by folder names alone. The layout a unit hands in:
 *
 *   候选人汇总表.xlsx                 of all units here, or of one unit in its own folder
 *   [推荐单位/]推荐单位_姓名/ or 姓名/   everything of one nominee, subfolders allowed
 *
 * Where no table stands, folders and file names say who somebody is: `withoutTable`.
 */
import { error, type Finding } from './finding.ts'
import { acceptedMaterials, plainName } from './material-kind.ts'
import { meant, type Named } from './named.ts'
import { type Nominee, unknown } from './roster.ts'

/** A file's path below the root, `/` between names, NFC. */
export type RelativePath = string

export interface RosterAt {
  /** Folder of the table; '' for the root. */
  readonly folder: RelativePath
  /** Null when the table was refused: its people's folders are then not strangers'. */
  readonly nominees: readonly Nominee[] | null
  readonly refusedNames: readonly string[]
}

/** Whose somebody said a file is, wherever it lies. */
export type Whose = ReadonlyMap<RelativePath, Named>

export interface Assignment {
  readonly filesOf: ReadonlyMap<Nominee, readonly RelativePath[]>
  readonly findingsOf: ReadonlyMap<Nominee, readonly Finding[]>
  readonly findings: readonly Finding[]
}

const rosterName = /候选人汇总表/u
export const isRoster = (file: RelativePath): boolean =>
  rosterName.test(baseOf(file)) && /\.xlsx$/i.test(file)

export const baseOf = (file: RelativePath): string => file.slice(file.lastIndexOf('/') + 1)
export const folderOf = (file: RelativePath): RelativePath =>
  file.slice(0, Math.max(0, file.lastIndexOf('/')))

/** Every folder around a file, the outermost first. */
const foldersOf = (file: RelativePath): readonly RelativePath[] => {
  const names = file.split('/').slice(0, -1)
  return names.map((_, at) => names.slice(0, at + 1).join('/'))
}

const isWithin = (folder: RelativePath, ancestor: RelativePath): boolean =>
  ancestor === '' || folder === ancestor || folder.startsWith(`${ancestor}/`)

/** Names of folders packed around the hand-in, e.g. by a right click on its folder: `''` when there is none. */
export function wrapperOf(files: readonly RelativePath[]): RelativePath {
  let wrapper = ''
  for (;;) {
    const prefix = wrapper === '' ? '' : `${wrapper}/`
    const heads = new Set(files.map((file) => file.slice(prefix.length).split('/')[0] ?? ''))
    const [only] = heads
    const isFolder = heads.size === 1 && files.every((file) => file.slice(prefix.length).includes('/'))
    if (!only || !isFolder) return wrapper
    wrapper = `${prefix}${only}`
  }
}

export function assign(
  files: readonly RelativePath[],
  emptyFolders: readonly RelativePath[],
  rosters: readonly RosterAt[],
  whose: Whose = new Map(),
): Assignment {
  const nominees = rosters.flatMap((roster) => roster.nominees ?? [])
  const filesOf = new Map<Nominee, RelativePath[]>(nominees.map((nominee) => [nominee, []]))
  const findingsOf = new Map<Nominee, Finding[]>(nominees.map((nominee) => [nominee, []]))
  const findings: Finding[] = []
  const strangers = new Set<RelativePath>()
  const units = new Set(nominees.map(({ unit }) => plainName(unit)))
  const isUnitFolder = (folder: RelativePath): boolean =>
    units.has(plainName(baseOf(folder))) || rosters.some((roster) => roster.folder === folder)
  const misnamed = new Set<RelativePath>()

  for (const file of files) {
    const said = whose.get(file)
    if (said) {
      const one = meant(said, nominees)
      if (one) filesOf.get(one)?.push(file)
      continue
    }
    const folders = foldersOf(file)
    const owner = firstOf(folders, (folder) => ownerOf(folder, nominees))
    if (owner) {
      filesOf.get(owner.value)?.push(file)
      const unit = unitIn(baseOf(owner.folder))
      if (unit && plainName(unit) !== plainName(owner.value.unit) && !misnamed.has(owner.folder)) {
        misnamed.add(owner.folder)
        findingsOf.get(owner.value)?.push({
          severity: 'warning',
          problem: {
            kind: 'words-disagree',
            file: baseOf(owner.folder),
            field: '推荐单位',
            found: unit,
            expected: owner.value.unit,
          },
        })
      }
      continue
    }
    const stranger = folders.find((folder) => !isUnitFolder(folder))
    const named = stranger ? null : namedIn(file, nominees)
    if (named) filesOf.get(named)?.push(file)
    else if (stranger) strangers.add(stranger)
    // The table's own stamped or Word twin belongs beside it.
    else if (!rosterName.test(baseOf(file)))
      findings.push(error({ kind: 'file-unknown', file, expected: acceptedMaterials }))
  }

  for (const folder of strangers) {
    const isExcused = rosters.some(
      ({ folder: at, nominees: read, refusedNames }) =>
        isWithin(folder, at) &&
        (read === null || refusedNames.some((name) => isFolderOf(baseOf(folder), name))),
    )
    if (!isExcused)
      findings.push(error({ kind: 'honoree-unknown', file: folder, name: nameIn(baseOf(folder)) }))
  }
  for (const nominee of nominees) {
    if (filesOf.get(nominee)?.length) continue
    const folder = emptyFolders.find((one) => ownerOf(one, nominees) === nominee)
    findingsOf.get(nominee)?.push(
      error(
        folder === undefined
          ? {
              kind: 'material-missing',
              name: nominee.name,
              what: `全部材料（没有名为“${nominee.name}”的文件夹）`,
            }
          : { kind: 'folder-empty', folder },
      ),
    )
  }
  return { filesOf, findingsOf, findings }
}

/** 张三1.jpg beside the folders: the one nominee whose name it bears. */
function namedIn(file: RelativePath, nominees: readonly Nominee[]): Nominee | null {
  const bears = nominees.filter(
    ({ name }) => name !== '' && plainName(baseOf(file)).startsWith(plainName(name)),
  )
  return bears.length === 1 ? (bears[0] ?? null) : null
}

/** Who else is meant by these files: somebody known, or whoever a folder names as 推荐单位_姓名, or as 姓名 when files in it bear that name. */
export function withoutTable(
  files: readonly RelativePath[],
  rosters: readonly RosterAt[],
  known: readonly Nominee[],
  whose: Whose = new Map(),
): readonly Nominee[] {
  const tabled = rosters.flatMap(({ nominees }) => nominees ?? [])
  const isTabled = (folder: RelativePath): boolean =>
    rosters.some((roster) => isWithin(folder, roster.folder))
  const found = new Map<string, Nominee>()
  const add = (one: Nominee): void => {
    found.set(`${plainName(one.unit)}\0${plainName(one.name)}`, one)
  }
  for (const file of files) {
    const said = whose.get(file)
    if (said) {
      const one = meant(said, known) ?? (isTabled('') ? undefined : unknown(said.unit, said.name))
      if (one && !meant(said, tabled)) add(one)
      continue
    }
    const folders = foldersOf(file)
    if (firstOf(folders, (folder) => ownerOf(folder, tabled)) || namedIn(file, tabled)) continue
    const recorded = firstOf(folders, (folder) => ownerOf(folder, known))?.value ?? namedIn(file, known)
    if (recorded) {
      add(recorded)
      continue
    }
    const own = folders.find((folder) => unitIn(baseOf(folder)) !== null || isBorne(folder, files))
    if (own === undefined || isTabled(own)) continue
    const parent = own.includes('/') ? baseOf(folderOf(own)) : ''
    add(unknown(unitIn(baseOf(own)) ?? parent, nameIn(baseOf(own))))
  }
  return [...found.values()]
}

const isBorne = (folder: RelativePath, files: readonly RelativePath[]): boolean => {
  const name = plainName(nameIn(baseOf(folder)))
  return files.some((file) => isWithin(folderOf(file), folder) && plainName(baseOf(file)).startsWith(name))
}

function firstOf<T>(
  folders: readonly RelativePath[],
  find: (folder: RelativePath) => T | undefined,
): { folder: RelativePath; value: T } | undefined {
  for (const folder of folders) {
    const value = find(folder)
    if (value) return { folder, value }
  }
  return undefined
}

/** What a hand-in is called, by everything that ever came with it: its one person's folder, or of how many units it is. */
export function batchName(files: readonly RelativePath[]): string {
  const own = files.filter((file) => !isRoster(file))
  const folders = new Set(own.flatMap((file) => personFolder(file) ?? []))
  const [only] = folders
  if (only === undefined) {
    const [first = files[0] ?? ''] = own
    return own.length > 1 ? `${baseOf(first)} 等 ${own.length} 个文件` : baseOf(first)
  }
  if (folders.size === 1) return only
  const units = new Set([...folders].map((folder) => unitIn(folder) ?? folder))
  return `材料，${units.size} 个单位`
}

/** The folder that names a unit, else the one the file lies in. */
function personFolder(file: RelativePath): string | undefined {
  const names = file.split('/').slice(0, -1)
  return names.find((name) => unitIn(name) !== null) ?? names.at(-1)
}

/** Of namesakes the one whose unit stands in the folder's path. */
function ownerOf(folder: RelativePath, nominees: readonly Nominee[]): Nominee | undefined {
  const namesakes = nominees.filter(({ name }) => isFolderOf(baseOf(folder), name))
  return namesakes.length > 1
    ? namesakes.find(({ unit }) => plainName(folder).includes(plainName(unit)))
    : namesakes[0]
}

const isFolderOf = (folder: string, name: string): boolean =>
  name !== '' && plainName(nameIn(folder)) === plainName(name)

/** 推荐单位_姓名: the separator's last occurrence parts them, since units have underscores and names have none. */
const partsOf = (folder: string): readonly [unit: string | null, name: string] => {
  const at = Math.max(...['_', '＿', '-', '－', '—'].map((mark) => folder.lastIndexOf(mark)))
  return at < 0 ? [null, folder] : [folder.slice(0, at), folder.slice(at + 1)]
}
const nameIn = (folder: string): string => partsOf(folder)[1]
const unitIn = (folder: string): string | null => {
  const unit = partsOf(folder)[0]
  // 01_张三: a number of order, not a unit.
  return unit === null || /^\d+$/.test(unit) ? null : unit
}
