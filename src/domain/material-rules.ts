/** A campaign's rules for nomination materials: whether the measured facts fit the kind, and what a nominee still lacks. */
import type { Asset, AssetRole } from './asset.ts'
import { type CampaignRules, filmMsMax, type Paper, paperRules, photoBytesMin } from './campaign-rules.ts'
import { error, type Finding, warning } from './finding.ts'
import {
  classify,
  documentKindOf,
  documents,
  type Material,
  type MaterialKind,
  materialLabel,
} from './material-kind.ts'
import type { Probe } from './probe.ts'
import type { Problem } from './problem.ts'
import { ok, type Result, refuse } from './result.ts'

export const workPhotos = '工作生活照片'

/** What every film output is made from. */
const filmSizes = ['1920×1080', '1080×1920']

/** 小2寸 is 35×45 mm; 35×49 and 33×48 are in use too. 413 px are 35 mm at 300 dpi. */
const idPhotoRatios = [35 / 45, 35 / 49, 33 / 48]
const ratioTolerance = 0.02
const idPhotoLeast = { width: 354, height: 472 }
/** 413×531 are 0.66 MB raw: whatever weighs more is a photograph somebody took. */
const idPhotoBytesUsual = 2_000_000

/** What nobody and no name says: small pictures in an ID photo's shape are no work photos. */
export function guess(probe: Probe): Material {
  switch (probe.kind) {
    case 'film':
      return { kind: 'film', role: 'film', number: 0 }
    case 'document':
      return { kind: 'paper', role: 'document', number: 0 }
    case 'image': {
      const role = isIdShape(probe) && probe.bytes < idPhotoBytesUsual ? 'id-photo' : 'work-photo'
      return { kind: role, role, number: 0 }
    }
  }
}

/** Measured facts against the rules of the kind: at most one reason to refuse, else the advice that goes with it. */
export function check(
  material: Material,
  probe: Probe,
  file: string,
  rules: CampaignRules,
): Result<readonly Finding[]> {
  const expected = kindOfRole[material.role]
  if (probe.kind !== expected)
    return refuse({ kind: 'file-type', file, found: kindLabel[probe.kind], expected: kindLabel[expected] })
  switch (material.kind) {
    case 'paper':
      return ok([])
    case 'work-photo': {
      if (probe.kind !== 'image' || probe.format !== 'jpeg') return wrongType(probe, file, 'JPG 照片')
      const minBytes = photoBytesMin(rules)
      return probe.bytes < minBytes
        ? refuse({ kind: 'file-too-small', file, bytes: probe.bytes, minBytes })
        : ok([])
    }
    case 'id-photo':
      if (probe.kind !== 'image') return wrongType(probe, file, 'JPG 或 PNG 证件照')
      return ok(adviseIdPhoto(probe.width, probe.height, file))
    case 'poster':
      if (probe.kind !== 'image') return wrongType(probe, file, 'JPG 或 PNG 图片')
      return ok([])
    case 'film':
      return checkFilm(probe, file, filmMsMax(rules))
    default: {
      const formats = documents.find(({ kind }) => kind === material.kind)?.formats ?? []
      const isExpected = probe.kind === 'document' && formats.includes(probe.format)
      return isExpected ? ok([]) : wrongType(probe, file, formats.map(nameOf).join('、'))
    }
  }
}

/** Whether staff may take a file all the same: only what makes a weaker picture, never what breaks an output. */
export const isWaivable = (problem: Problem): boolean => problem.kind === 'file-too-small'

/** What was taken against a rule, for the board and the report. */
export const waiversOf = (assets: readonly Asset[]): readonly Finding[] =>
  assets.flatMap(({ fileName, waiver }) =>
    waiver ? [warning({ kind: 'rule-waived', file: fileName, by: waiver.by, reason: waiver.reason })] : [],
  )

function checkFilm(probe: Probe, file: string, maxMs: number): Result<readonly Finding[]> {
  if (probe.kind !== 'film') return wrongType(probe, file, 'MP4 或 MOV 视频')
  const { width, height, durationMs, hasAudio } = probe
  // A film cut at 3:00 runs a few milliseconds over, by the last packet of sound: whole tenths count.
  if (Math.round(durationMs / 100) > maxMs / 100)
    return refuse({ kind: 'film-too-long', file, durationMs, maxMs })
  if (!filmSizes.includes(`${width}×${height}`)) return refuse({ kind: 'film-size', file, width, height })
  return ok(hasAudio ? [] : [warning({ kind: 'film-silent', file })])
}

const kindOfRole: Record<AssetRole, Probe['kind']> = {
  'id-photo': 'image',
  'work-photo': 'image',
  poster: 'image',
  film: 'film',
  document: 'document',
}
const kindLabel: Record<Probe['kind'], string> = { image: '照片', film: '视频', document: '文档' }

const isIdShape = ({ width, height }: { readonly width: number; readonly height: number }): boolean =>
  idPhotoRatios.some((ratio) => Math.abs(width / height / ratio - 1) <= ratioTolerance)

function adviseIdPhoto(width: number, height: number, file: string): readonly Finding[] {
  const findings: Finding[] = []
  if (!isIdShape({ width, height })) findings.push(warning({ kind: 'id-photo-shape', file, width, height }))
  const { width: minWidth, height: minHeight } = idPhotoLeast
  if (width < minWidth || height < minHeight)
    findings.push(warning({ kind: 'pixels-too-few', file, width, height, minWidth, minHeight }))
  return findings
}

const formatNames: Record<string, string> = {
  jpeg: 'JPG 图片',
  png: 'PNG 图片',
  webp: 'WebP 图片',
  tiff: 'TIFF 图片',
  avif: 'AVIF 图片',
  gif: 'GIF 图片',
  mp4: 'MP4 视频',
  mov: 'MOV 视频',
  pdf: 'PDF 文档',
  docx: 'Word 文档（DOCX）',
  xlsx: 'Excel 表格（XLSX）',
  txt: '纯文本（TXT）',
}
const nameOf = (format: string): string => formatNames[format] ?? format

const wrongType = (probe: Probe, file: string, expected: string) =>
  refuse<Problem>({
    kind: 'file-type',
    file,
    found: nameOf(probe.kind === 'film' ? probe.container : probe.format),
    expected,
  })

export interface Accepted {
  readonly material: Pick<Material, 'kind'>
  readonly probe: Probe
}

/** The same of what is recorded: staff said what a picture or a film is, only documents are told apart by their names. */
export const acceptedOf = (assets: readonly Asset[]): readonly Accepted[] =>
  assets.flatMap(({ role, fileName, probe }) => {
    const kind = role === 'document' ? documentKindOf(fileName) : role
    return kind ? [{ material: { kind }, probe }] : []
  })

/** Of a person's materials the kinds and how many, for the unit. `names`: those alone that say no more than the notice asks a name to say. */
export interface Held {
  readonly person: string
  readonly kind: string
  readonly count: number
  readonly names: readonly string[]
}

export function heldOf(name: string, assets: readonly Asset[]): readonly Held[] {
  const kindOf = ({ role, fileName }: Asset): MaterialKind | null =>
    role === 'document' ? documentKindOf(fileName) : role
  return [...new Set(assets.map(kindOf))].flatMap((kind) => {
    // What else the office filed is its own.
    if (kind === null) return []
    const own = assets.filter((asset) => kindOf(asset) === kind)
    const names = own.flatMap(({ fileName }) => (classify(fileName, name, []).ok ? [fileName] : []))
    return [{ person: name, kind: materialLabel[kind], count: own.length, names }]
  })
}

/** What the campaign asks for and the accepted materials do not hold. */
export function gapsOf(
  name: string,
  accepted: readonly Accepted[],
  rules: CampaignRules,
): readonly Finding[] {
  const count = (kind: MaterialKind): number =>
    accepted.filter(({ material }) => material.kind === kind).length
  const has = ({ kind, formats }: (typeof paperRules)[Paper]): boolean =>
    accepted.some(
      ({ material, probe }) =>
        material.kind === kind &&
        probe.kind === 'document' &&
        formats.some((format) => format === probe.format),
    )
  const findings: Finding[] = []
  const missing = (isMissing: boolean, what: string): void => {
    if (isMissing) findings.push(error({ kind: 'material-missing', name, what }))
  }
  for (const paper of rules.papers) {
    const rule = paperRules[paper]
    missing(paper === 'idPhoto' ? count('id-photo') === 0 : !has(rule), rule.label)
  }
  if (count('id-photo') > 1)
    findings.push(
      warning({ kind: 'material-count', name, what: '证件照', found: count('id-photo'), min: 1, max: 1 }),
    )
  const photos = count('work-photo')
  const { photoMin: min, photoMax: max } = rules
  if (photos < min || photos > max)
    findings.push(error({ kind: 'material-count', name, what: workPhotos, found: photos, min, max }))
  // The notice asks for films in any number, so none is allowed, though five channels live on them.
  if (count('film') === 0)
    findings.push(warning({ kind: 'material-missing', name, what: '视频（MP4 或 MOV）' }))
  return findings
}
