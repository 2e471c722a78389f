/**
 * What a campaign's own notice asks for (通知的规则): who may be named, in which classes, how long the words may be and
 * what has to be handed in. Everything that judges a person or a hand-in asks this; nothing else knows a figure.
 */
import { type Category, categories, numeral } from './category.ts'
import type { DocumentKind } from './material-kind.ts'
import type { DocumentProbe } from './probe.ts'
import type { Problem } from './problem.ts'

interface NumberRule {
  readonly label: string
  readonly unit: string
  readonly min: number
  readonly max: number
  /** What the 2021 notice says; null: it sets none. */
  readonly byNotice: number | null
  /** Left empty, there is no such bound. */
  readonly isOptional?: true
  /** Places after the point. */
  readonly decimals?: number
}

/** 推选标准 and 材料报送 of the 2021 notice; megabytes are decimal, the reading kinder to units. */
export const numberRules = {
  perUnit: { label: '每个推荐单位限报', unit: '人', min: 1, max: 50, byNotice: 1 },
  perCategory: { label: '每类名额', unit: '人', min: 1, max: 500, byNotice: null, isOptional: true },
  total: { label: '总名额', unit: '人', min: 1, max: 2000, byNotice: null, isOptional: true },
  summaryMax: { label: '事迹简介字数上限', unit: '字', min: 50, max: 2000, byNotice: 300 },
  deedsMax: { label: '主要事迹字数上限', unit: '字', min: 200, max: 20_000, byNotice: 2000 },
  photoMin: { label: '工作生活照片至少', unit: '张', min: 0, max: 50, byNotice: 3 },
  photoMax: { label: '工作生活照片至多', unit: '张', min: 1, max: 50, byNotice: 5 },
  photoMegabytes: { label: '每张照片不小于', unit: 'MB', min: 0, max: 50, byNotice: 2, decimals: 1 },
  filmMinutes: { label: '每段视频不超过', unit: '分钟', min: 0.5, max: 60, byNotice: 3, decimals: 1 },
} as const satisfies Record<string, NumberRule>

export type NumberRuleName = keyof typeof numberRules
export const numberRuleNames = Object.keys(numberRules) as readonly NumberRuleName[]
type OptionalName = 'perCategory' | 'total'

interface PaperRule {
  readonly label: string
  readonly kind: DocumentKind | 'id-photo'
  /** Any one of them will do. */
  readonly formats: readonly DocumentProbe['format'][]
  readonly byNotice: boolean
}

/** What may be asked of everybody; 开展情况表 is the society's and not the nominee's in the 2021 notice. */
export const paperRules = {
  formWord: { label: '推荐表（Word 版）', kind: 'form', formats: ['docx'], byNotice: true },
  formPdf: { label: '推荐表（盖章 PDF 版）', kind: 'form', formats: ['pdf'], byNotice: true },
  deeds: { label: '主要事迹（Word 版或 TXT）', kind: 'deeds', formats: ['docx', 'txt'], byNotice: true },
  integrity: { label: '廉政意见（盖章 PDF 版）', kind: 'integrity', formats: ['pdf'], byNotice: true },
  idPhoto: { label: '小2寸证件照', kind: 'id-photo', formats: [], byNotice: true },
  activity: {
    label: '开展情况表',
    kind: 'activity',
    formats: ['docx', 'xlsx', 'pdf'],
    byNotice: false,
  },
} as const satisfies Record<string, PaperRule>

export type Paper = keyof typeof paperRules
export const papers = Object.keys(paperRules) as readonly Paper[]

export type CampaignRules = Readonly<
  Record<Exclude<NumberRuleName, OptionalName>, number> & Record<OptionalName, number | null>
> & {
  /** Labels in the notice's order; which class a label belongs to, its place says. */
  readonly categories: readonly string[]
  /** Asked of every nominee, in the order of `paperRules`. */
  readonly papers: readonly Paper[]
}

export const rules2021: CampaignRules = {
  perUnit: numberRules.perUnit.byNotice,
  perCategory: numberRules.perCategory.byNotice,
  total: numberRules.total.byNotice,
  summaryMax: numberRules.summaryMax.byNotice,
  deedsMax: numberRules.deedsMax.byNotice,
  photoMin: numberRules.photoMin.byNotice,
  photoMax: numberRules.photoMax.byNotice,
  photoMegabytes: numberRules.photoMegabytes.byNotice,
  filmMinutes: numberRules.filmMinutes.byNotice,
  categories: [
    '面向世界科技前沿、面向国家重大需求',
    '面向经济主战场、面向人民生命健康',
    '长期奋战在基层一线和老少边穷地区',
  ],
  papers: papers.filter((paper) => paperRules[paper].byNotice),
}

export const photoBytesMin = ({ photoMegabytes }: Pick<CampaignRules, 'photoMegabytes'>): number =>
  Math.round(photoMegabytes * 1_000_000)
export const filmMsMax = ({ filmMinutes }: Pick<CampaignRules, 'filmMinutes'>): number =>
  Math.round(filmMinutes * 60_000)

/** Classes of a campaign with their words, in the notice's order. */
export const categoriesOf = ({
  categories: labels,
}: Pick<CampaignRules, 'categories'>): readonly (readonly [Category, string])[] =>
  labels.flatMap((label, at) => (categories[at] ? [[categories[at], label] as const] : []))

/** Null for a class the campaign has not. */
export const categoryLabel = (
  rules: Pick<CampaignRules, 'categories'>,
  category: Category | null,
): string | null => categoriesOf(rules).find(([one]) => one === category)?.[1] ?? null

/**
 * The classes of several years in words for a list of them all, in the notice's order: what is called the same in every
 * year is said once, what is not, with its years: 基础研究（2027 年）/ 前沿（2025、2026 年）.
 */
export function classesOfYears(
  campaigns: readonly { readonly year: number; readonly rules: Pick<CampaignRules, 'categories'> }[],
): readonly (readonly [Category, string])[] {
  const newestFirst = campaigns.toSorted((a, b) => b.year - a.year)
  return categories.flatMap((category) => {
    const years = new Map<string, number[]>()
    for (const { year, rules } of newestFirst) {
      const label = categoryLabel(rules, category)
      if (label !== null) years.set(label, [year, ...(years.get(label) ?? [])])
    }
    const words = [...years].map(([label, of]) =>
      years.size > 1 ? `${label}（${of.join('、')} 年）` : label,
    )
    return words.length > 0 ? [[category, words.join('/ ')] as const] : []
  })
}

/** 推荐表（Word 版）、主要事迹…: what is asked, for people. */
export const papersText = ({ papers: asked }: Pick<CampaignRules, 'papers'>): string =>
  asked.map((paper) => paperRules[paper].label).join('、') || '无'

/** 3 至 5 张, 3 张. */
export const photoCountText = ({ photoMin, photoMax }: CampaignRules): string =>
  photoMin === photoMax ? `${photoMax} 张` : `${photoMin} 至 ${photoMax} 张`

/** As typed or stored: 3, '3', ' 3 '. */
const numberOf = (value: unknown): number | null => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '')

/** Whether a figure may be a rule; `value` as typed or stored. */
export function numberRuleProblem(name: NumberRuleName, value: unknown): Problem | null {
  const { label, unit, min, max, isOptional, decimals = 0 }: NumberRule = numberRules[name]
  if (isOptional && isEmpty(value)) return null
  const found = numberOf(value)
  const scale = 10 ** decimals
  const isFine =
    found !== null &&
    found >= min &&
    found <= max &&
    Math.abs(found * scale - Math.round(found * scale)) < 1e-9
  if (isFine) return null
  const kind = decimals === 0 ? '整数' : `最多 ${decimals} 位小数的数`
  const empty = isOptional ? '，不限就留空' : ''
  const expected = `${kind}，${min} 至 ${max} ${unit}${empty}`
  return { kind: 'value-invalid', field: label, found: isEmpty(value) ? '空' : String(value), expected }
}

export const photoCountProblem = (least: unknown, most: unknown): Problem | null => {
  const [min, max] = [numberOf(least), numberOf(most)]
  if (min === null || max === null || min <= max) return null
  const { label } = numberRules.photoMax
  return {
    kind: 'value-invalid',
    field: label,
    found: String(max),
    expected: `不少于 ${min}，即“至少”的张数`,
  }
}

export const categoriesField = '人选类别'
const categoryLettersMax = 40

/** One a line; empty lines say nothing. */
export const categoryLines = (text: unknown): readonly string[] =>
  typeof text === 'string'
    ? text
        .split('\n')
        .map((line) => line.trim().normalize('NFC'))
        .filter((line) => line !== '')
    : []

export function categoriesProblem(text: unknown): Problem | null {
  const lines = categoryLines(text)
  const invalid = (found: string, expected: string): Problem => ({
    kind: 'value-invalid',
    field: categoriesField,
    found,
    expected,
  })
  if (lines.length === 0) return invalid('空', '通知所列的类别，每行一类')
  if (lines.length > categories.length)
    return invalid(`${lines.length} 行`, `最多${numeral(categories.length)}类，每行一类`)
  const long = lines.find((line) => [...line].length > categoryLettersMax)
  if (long) return invalid(long, `不超过 ${categoryLettersMax} 字的类别`)
  const twice = lines.find((line, at) => lines.indexOf(line) !== at)
  return twice ? invalid(twice, '各不相同的类别，请去掉重复的一行') : null
}
