/** One nominee's files: recognised, examined, checked against the rules; what fits is recorded, what does not is said. */
import type { Asset } from '../../domain/asset.ts'
import { type CampaignRules, categoriesField } from '../../domain/campaign-rules.ts'
import { error, type Finding, warning } from '../../domain/finding.ts'
import type { Block } from '../../domain/honoree.ts'
import { type Material, orderOf, type Purpose, plainName } from '../../domain/material-kind.ts'
import { acceptedOf, gapsOf, waiversOf } from '../../domain/material-rules.ts'
import { baseOf, type RelativePath } from '../../domain/nominee-folders.ts'
import type { Problem } from '../../domain/problem.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Nominee } from '../../domain/roster.ts'
import { lengthOf, textsOf } from '../../domain/text.ts'
import { deedsLabel, limitedWords, wordLimitOf, wordsOver } from '../../domain/word-limits.ts'
import { type AcceptedMaterial, judgeMaterial, type Taken } from '../accept-material.ts'
import type { IntakePorts } from './ports.ts'

export interface FoundFile {
  readonly path: string
  readonly relative: RelativePath
  /** What the unit called it, NFC. */
  readonly fileName: string
  /** What somebody said it is, or how to find out. */
  readonly declared: Purpose | 'by-name' | 'by-shape'
}

/** A file that may be recorded. */
export interface AcceptedFile extends FoundFile, AcceptedMaterial {
  /** Among those of its kind, from 1. */
  readonly order: number
}

/** What became of one file, or would. */
export interface FileReport {
  readonly relative: RelativePath
  /** Null when nothing says what it is. */
  readonly material: Material | null
  /** `known` lies among the nominee's materials already. */
  readonly state: 'new' | 'known' | 'refused'
  readonly findings: readonly Finding[]
}

export interface Examined {
  readonly accepted: readonly AcceptedFile[]
  readonly files: readonly FileReport[]
  readonly deeds: readonly Block[]
  readonly findings: readonly Finding[]
}

export const foundFile = (
  relative: RelativePath,
  path: string,
  declared: FoundFile['declared'] = 'by-name',
): FoundFile => ({ path, relative, fileName: baseOf(relative), declared })

/** What is recorded of a nominee; empty of a new one. */
export interface Recorded {
  /** Their bytes are not examined again. */
  readonly known: readonly Asset[]
  readonly trashed: readonly Pick<Asset, 'sha256' | 'fileName'>[]
}

/** Reads, decides, writes nothing. */
export async function examineFiles(
  nominee: Nominee,
  files: readonly FoundFile[],
  others: readonly string[],
  { known, trashed }: Recorded,
  rules: CampaignRules,
  ports: Pick<IntakePorts, 'examine' | 'reader' | 'emit' | 'digest'>,
): Promise<Examined> {
  const reports: FileReport[] = []
  const accepted: AcceptedFile[] = []
  const deeds: Block[][] = []
  const examining: Examining = {
    ...{ nominee, others, known, rules, ports, deeds },
    takenBefore: new Map(trashed.map(({ sha256, fileName }) => [sha256, { fileName, isInTrash: true }])),
    orders: new Map(),
  }

  for (const file of files) {
    const { report, taken } = await judge(file, examining)
    reports.push(report)
    if (taken) accepted.push(taken)
    ports.emit({ kind: 'file', name: nominee.name, file: file.fileName, isAccepted: taken !== null })
  }
  const shas = new Set(accepted.map(({ digest }) => digest.sha256))
  const before = acceptedOf(known.filter(({ sha256 }) => !shas.has(sha256)))
  return {
    accepted,
    files: reports,
    deeds: deeds[0] ?? [],
    findings: [...gapsOf(nominee.name, [...before, ...accepted], rules), ...waiversOf(known)],
  }
}

/** Of one nominee; grows from file to file. */
interface Examining {
  readonly nominee: Nominee
  readonly others: readonly string[]
  readonly known: readonly Asset[]
  readonly rules: CampaignRules
  readonly ports: Pick<IntakePorts, 'examine' | 'reader' | 'digest'>
  /** By SHA-256, what was taken before or a moment ago. */
  readonly takenBefore: Map<string, Taken>
  readonly orders: Map<Material['kind'], Set<number>>
  readonly deeds: Block[][]
}

async function judge(
  file: FoundFile,
  examining: Examining,
): Promise<{ report: FileReport; taken: AcceptedFile | null }> {
  const { nominee, others, known, rules, ports, takenBefore, orders } = examining
  let material: Material | null = null
  let order = 0
  const refusedFor = (problem: Problem): { report: FileReport; taken: null } => ({
    report: { relative: file.relative, material, state: 'refused', findings: [error(problem)] },
    taken: null,
  })
  const judged = await judgeMaterial(
    { ...file, name: nominee.name, others, rules },
    {
      examine: ports.examine,
      ...(ports.digest ? { digest: ports.digest } : {}),
      // Counted before anything is refused, so that a file mended later does not move its neighbours.
      onMaterial(one) {
        material = one
        const taken = orders.get(one.kind) ?? new Set()
        order = orderOf(one, taken)
        orders.set(one.kind, taken.add(order))
      },
      async takenAs(sha256) {
        const taken = takenBefore.get(sha256) ?? null
        if (!taken) takenBefore.set(sha256, { fileName: file.fileName, isInTrash: false })
        return taken
      },
      hasWaiver: (sha256) => known.some((asset) => asset.sha256 === sha256 && asset.waiver !== undefined),
      knownProbe: (sha256) => known.find((asset) => asset.sha256 === sha256)?.probe ?? null,
    },
  )
  if (!judged.ok) return refusedFor(judged.problem)
  const words = await readWords(file, judged.value, examining)
  if (!words.ok) return refusedFor(words.problem)
  const isKnown = known.some(({ sha256 }) => sha256 === judged.value.digest.sha256)
  return {
    report: {
      relative: file.relative,
      material: judged.value.material,
      state: isKnown ? 'known' : 'new',
      findings: [...judged.value.findings, ...words.value],
    },
    taken: { ...file, ...judged.value, order },
  }
}

/** The deeds are kept; the form is only compared. */
async function readWords(
  { path, fileName }: FoundFile,
  { material: { kind }, probe }: Pick<AcceptedMaterial, 'material' | 'probe'>,
  { nominee, ports, deeds }: Pick<Examining, 'nominee' | 'ports' | 'deeds'>,
): Promise<Result<readonly Finding[]>> {
  const isText = probe.kind === 'document' && (probe.format === 'docx' || probe.format === 'txt')
  if (!isText || (kind !== 'deeds' && kind !== 'form')) return ok([])
  const text = await ports.reader.text(path, fileName)
  if (!text.ok) return text
  if (kind === 'form') return compareForm(text.value, nominee, fileName)
  if (text.value.length === 0) return refuse({ kind: 'file-empty', file: fileName })
  deeds.push([...text.value])
  const isOther = !plainName(text.value.flatMap(textsOf).join('')).includes(plainName(nominee.name))
  return ok(isOther ? [warning({ kind: 'name-absent', file: fileName, name: nominee.name })] : [])
}

/** 姓名 must be this nominee's, else it is somebody else's form; the workplace is worth a second look. */
function compareForm(blocks: readonly Block[], nominee: Nominee, file: string): Result<readonly Finding[]> {
  const texts = blocks.flatMap(textsOf)
  const filledIn = (label: string): string | null => {
    for (const [at, text] of texts.entries()) {
      const plain = plainName(text)
      if (plain === label) return texts[at + 1] ?? null
      const [, value] = new RegExp(`^${label}[:：](.+)$`, 'u').exec(plain) ?? []
      if (value) return value
    }
    return null
  }
  const disagrees = (field: string, expected: string): Problem | null => {
    const found = filledIn(field)
    const agrees =
      found === null
        ? texts.some((text) => plainName(text).includes(plainName(expected)))
        : plainName(found) === plainName(expected)
    return agrees ? null : { kind: 'words-disagree', file, field, found, expected }
  }
  const name = disagrees('姓名', nominee.name)
  if (name) return refuse(name)
  // What nobody has said yet, nothing can disagree with.
  const workplace = nominee.workplace === '' ? null : disagrees('工作单位', nominee.workplace)
  return ok(workplace ? [warning(workplace)] : [])
}

/** The words of the table and the deeds: within their bounds, in characters posters can draw, and filled in, there or in what is `known`. */
export function checkWords(
  nominee: Nominee,
  known: Nominee,
  deeds: readonly Block[],
  rules: CampaignRules,
  uncovered: IntakePorts['uncovered'],
): readonly Finding[] {
  const { name } = nominee
  const findings: Finding[] = []
  for (const words of limitedWords) {
    const { label, max, isRequired } = wordLimitOf(words, rules)
    const text = nominee[words]
    const field = `${name}的${label}`
    if (isRequired && known[words] === '') findings.push(error({ kind: 'field-missing', field }))
    if (lengthOf(text) > max)
      findings.push(error({ kind: 'text-too-long', field, found: lengthOf(text), max }))
    const characters = uncovered(text)
    if (characters.length > 0) findings.push(error({ kind: 'character-uncovered', field, characters }))
  }
  const characters = uncovered(deeds.flatMap(textsOf).join(''))
  if (characters.length > 0)
    findings.push(warning({ kind: 'character-uncovered', field: `${name}的${deedsLabel}`, characters }))
  const { deeds: tooLong } = wordsOver({ ...nominee, deeds }, rules)
  if (tooLong) findings.push(warning({ ...tooLong, field: `${name}的${deedsLabel}` }))
  if (known.unit === '') findings.push(error({ kind: 'field-missing', field: `${name}的推荐单位` }))
  if (known.category === null)
    findings.push(error({ kind: 'field-missing', field: `${name}的${categoriesField}` }))
  if (!known.consentGivenAt) findings.push(warning({ kind: 'consent-missing', name }))
  return findings
}
