/** What a nomination material is, as its name, or staff, say it: its kind, its role as an asset, and its number. */
import { type AssetRole, assetRoleLabel } from './asset.ts'
import type { DocumentProbe } from './probe.ts'
import { ok, type Result, refuse } from './result.ts'

/** `paper`: a document staff filed whose name says nothing more. */
export type MaterialKind = 'work-photo' | 'id-photo' | 'film' | 'poster' | 'paper' | DocumentKind
export type DocumentKind = 'form' | 'deeds' | 'integrity' | 'activity'

export interface Material {
  readonly kind: MaterialKind
  readonly role: AssetRole
  /** The number in a work photo's name; 0 where names carry none. */
  readonly number: number
}

/** For staff. */
export const materialLabel: Record<MaterialKind, string> = {
  'work-photo': assetRoleLabel['work-photo'],
  'id-photo': assetRoleLabel['id-photo'],
  film: assetRoleLabel.film,
  poster: assetRoleLabel.poster,
  paper: assetRoleLabel.document,
  form: '推荐表',
  deeds: '主要事迹',
  integrity: '廉政意见',
  activity: '开展情况表',
}

/** What somebody may say a file is: its role, or of a document which paper. */
export type Purpose = AssetRole | DocumentKind

/** What tells a document by its name, and what it may come as. */
export const documents: readonly {
  kind: DocumentKind
  pattern: RegExp
  formats: readonly DocumentProbe['format'][]
}[] = [
  { kind: 'form', pattern: /推荐表/u, formats: ['docx', 'pdf'] },
  { kind: 'deeds', pattern: /事迹/u, formats: ['docx', 'txt', 'pdf'] },
  { kind: 'integrity', pattern: /廉政|廉洁/u, formats: ['pdf'] },
  { kind: 'activity', pattern: /开展情况/u, formats: ['docx', 'xlsx', 'pdf'] },
]

/** In the order they are offered; a document that is none of these papers comes last. */
export const purposeLabel: Readonly<Record<string, string>> = Object.fromEntries([
  ...(['id-photo', 'work-photo', 'film', 'poster'] as const).map((role) => [role, materialLabel[role]]),
  ...documents.map(({ kind }) => [kind, materialLabel[kind]]),
  ['document', materialLabel.paper],
])

export const isPurpose = (value: unknown): value is Purpose =>
  typeof value === 'string' && Object.hasOwn(purposeLabel, value)

/** What staff are told when a file is none of these. */
export const acceptedMaterials =
  '推荐表、主要事迹、廉政意见、开展情况表、证件照、姓名加序号的 JPG 照片、MP4 或 MOV 视频、海报或封面（都放在人选自己的文件夹里）'

const documentExtension = /^(docx?|wps|pdf|txt|xlsx?|rtf)$/
const imageExtension = /^(jpe?g|png|tiff?|avif|heic|heif|webp|gif|bmp)$/
const filmExtension = /^(mp4|mov|m4v|avi|mkv|wmv|mpe?g|flv|mts)$/

/** Equal names, however the dot of a transliterated name was typed and whether the characters came composed or not. */
export const plainName = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\s/gu, '')
    .replace(/[•・‧∙⋅・．]/gu, '·')

/** What the file is, judged by its name alone; `others` are the names of the other nominees of this hand-in. */
export function classify(fileName: string, name: string, others: readonly string[]): Result<Material> {
  const dot = fileName.lastIndexOf('.')
  const stem = plainName(dot < 0 ? fileName : fileName.slice(0, dot))
  const extension = dot < 0 ? '' : fileName.slice(dot + 1).toLowerCase()

  if (imageExtension.test(extension) && !/海报|封面|证件照|免冠|小[2二]寸/u.test(stem)) {
    const number = photoNumber(stem, plainName(name))
    if (number !== null) return ok({ kind: 'work-photo', role: 'work-photo', number })
    return refuse({ kind: 'photo-name', file: fileName, name })
  }

  const stranger = others.find((other) => other !== name && stem.includes(plainName(other)))
  if (stranger && !stem.includes(plainName(name)))
    return refuse({ kind: 'words-disagree', file: fileName, field: '姓名', found: stranger, expected: name })

  if (imageExtension.test(extension)) {
    const kind = /海报|封面/u.test(stem) ? 'poster' : 'id-photo'
    return ok({ kind, role: kind, number: 0 })
  }
  if (filmExtension.test(extension)) return ok({ kind: 'film', role: 'film', number: 0 })
  const document = documentExtension.test(extension) && documentKindOf(stem)
  if (document) return ok({ kind: document, role: 'document', number: 0 })
  return refuse({ kind: 'file-unknown', file: fileName, expected: acceptedMaterials })
}

/** 张三1, 张三-1, 张三01, 张三（1）: the number; null for any other name. */
function photoNumber(stem: string, name: string): number | null {
  if (!stem.startsWith(name)) return null
  const [, digits] = /^[-_－＿—(（]?(\d{1,3})[)）]?$/u.exec(stem.slice(name.length).normalize('NFKC')) ?? []
  return digits ? Number(digits) : null
}

/** What somebody says it is; a name may add the number, or which document. */
export function materialOf(role: Purpose, fileName: string, name: string): Material {
  if (isDocumentKind(role)) return { kind: role, role: 'document', number: 0 }
  if (role === 'document') return { kind: documentKindOf(fileName) ?? 'paper', role, number: 0 }
  const dot = fileName.lastIndexOf('.')
  const stem = plainName(dot < 0 ? fileName : fileName.slice(0, dot))
  return { kind: role, role, number: (role === 'work-photo' && photoNumber(stem, plainName(name))) || 0 }
}

const isDocumentKind = (purpose: Purpose): purpose is DocumentKind =>
  documents.some(({ kind }) => kind === purpose)

const saidBefore = (kind: DocumentKind): string => `${materialLabel[kind]}_`

/** A paper's own name in front is what somebody said it is, whatever else the name holds. */
export function documentKindOf(fileName: string): DocumentKind | null {
  const plain = plainName(fileName)
  const said = documents.find(({ kind }) => plain.startsWith(saidBefore(kind)))
  return (said ?? documents.find(({ pattern }) => pattern.test(plain)))?.kind ?? null
}

/** The name a material is recorded by: only its name tells a document from another, so one whose name does not say it bears it in front. */
export function recordedName(fileName: string, { kind }: Pick<Material, 'kind'>): string {
  const paper = documents.find((one) => one.kind === kind)
  return paper && documentKindOf(fileName) !== paper.kind ? saidBefore(paper.kind) + fileName : fileName
}

/** The number in the name where it is free among `taken`, else the next one. */
export const orderOf = ({ number }: Material, taken: ReadonlySet<number>): number =>
  number > 0 && !taken.has(number) ? number : Math.max(0, ...taken) + 1
