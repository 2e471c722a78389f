/** 候选人汇总表: which columns it may have and what a row of it says. A row that is not right is refused as a whole, because an imported text is never overwritten by a later table. */
import { beijingInstant } from './beijing.ts'
import { type CampaignRules, categoriesOf } from './campaign-rules.ts'
import { type Category, categories, numeral } from './category.ts'
import type { Problem } from './problem.ts'
import { ok, type Result, refuse } from './result.ts'

/** One nominee as the unit wrote it down. */
export interface Nominee {
  readonly unit: string
  readonly name: string
  readonly workplace: string
  readonly position: string
  readonly field: string
  /** Null where no table and nobody says it yet. */
  readonly category: Category | null
  readonly motto: string
  readonly summary: string
  readonly consentGivenAt: Date | null
  /** 手机, 身份证号 …: by column name, only those filled in. */
  readonly privateFields: Readonly<Record<string, string>>
}

/** Somebody of whom nothing but this is known. */
export const unknown = (unit: string, name: string): Nominee => ({
  unit,
  name,
  workplace: '',
  position: '',
  field: '',
  category: null,
  motto: '',
  summary: '',
  consentGivenAt: null,
  privateFields: {},
})

export interface Roster {
  readonly nominees: readonly Nominee[]
  /** Of refused rows: their people are known, so their folders are not strangers'. */
  readonly refusedNames: readonly string[]
  readonly problems: readonly Problem[]
}

/** Kept in the restricted group and nowhere else. */
const privateColumns = ['身份证号', '手机', '邮箱', '出生年月', '通讯地址'] as const

/** In the official form, or useful to the unit; read by nobody here, so kept nowhere (the least personal data). */
const unreadColumns = [
  '序号',
  '联系人',
  '电话',
  '性别',
  '民族',
  '籍贯',
  '政治面貌',
  '学历学位',
  '备注',
] as const

const consentColumn = '同意公开（日期）'
const requiredColumns = ['姓名', '推荐单位', '类别'] as const

/** Every column a table may have, in the order staff see them. */
export const rosterColumns: readonly string[] = [
  ...requiredColumns,
  '工作单位',
  '职务职称',
  '工作单位及职务职称',
  '研究领域',
  '海报语',
  '事迹简介',
  '事迹摘要',
  consentColumn,
  ...privateColumns,
  ...unreadColumns,
]

/** Brackets and spaces differ from one office program to the next; letters do not. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[\s*]/gu, '')
const columnOf = new Map(rosterColumns.map((column) => [plain(column), column]))

/** Fewer letters in common say nothing: 面向 begins every second class. */
const tellingRun = 4

/** A class by its number, its words, or a telling part of them that no other class of the campaign has as long. */
function categoryIn(cell: string, rules: CampaignRules): Category | null {
  const [, said] = /^第?([1-9一二三四五六七八九])类?$/u.exec(cell) ?? []
  const own = categoriesOf(rules).map(([category, label]) => [category, plain(label)] as const)
  if (said) {
    const at = Number.isNaN(Number(said))
      ? categories.findIndex((_, i) => numeral(i + 1) === said)
      : Number(said) - 1
    return own[at]?.[0] ?? null
  }
  const exact = own.find(([, label]) => label === cell)
  if (exact) return exact[0]
  const runs = own.map(([category, label]) => ({
    category,
    run: commonRun(label, cell),
    length: [...label].length,
  }))
  const longest = runs.toSorted((a, b) => b.run - a.run)
  const [first, second] = longest
  const isTold = first && first.run >= Math.min(tellingRun, first.length) && first.run > (second?.run ?? 0)
  return isTold ? first.category : null
}

/** Letters of the longest run that both have. */
function commonRun(a: string, b: string): number {
  const [one, other] = [[...a], [...b]]
  let longest = 0
  let before = new Array<number>(other.length + 1).fill(0)
  for (const letter of one) {
    const now = [0]
    other.forEach((each, at) => {
      const run = each === letter ? (before[at] ?? 0) + 1 : 0
      now.push(run)
      longest = Math.max(longest, run)
    })
    before = now
  }
  return longest
}

/** Title and unit lines may stand above the header; more than this is another kind of table. */
const headerWithin = 10

/** Reads the cells of one sheet by the campaign's rules; `now` refuses a consent dated in the future. */
export function readRoster(
  cells: readonly (readonly string[])[],
  file: string,
  rules: CampaignRules,
  now: Date,
): Result<Roster> {
  const headerAt = cells.slice(0, headerWithin).findIndex((row) => row.some((cell) => plain(cell) === '姓名'))
  const header = cells[headerAt]
  if (!header) return refuse({ kind: 'column-missing', file, column: '姓名' })

  const columns: string[] = []
  for (const cell of header) {
    const column = plain(cell) === '' ? '' : columnOf.get(plain(cell))
    if (column === undefined)
      return refuse({ kind: 'column-unknown', file, column: cell.trim(), known: rosterColumns })
    columns.push(column)
  }
  const missing = requiredColumns.find((column) => !columns.includes(column))
  if (missing) return refuse({ kind: 'column-missing', file, column: missing })
  if (!columns.includes('工作单位') && !columns.includes('工作单位及职务职称'))
    return refuse({ kind: 'column-missing', file, column: '工作单位' })

  const nominees: Nominee[] = []
  const refusedNames: string[] = []
  const problems: Problem[] = []
  cells.slice(headerAt + 1).forEach((row, at) => {
    const values = new Map(
      columns.map((column, index) => [column, (row[index] ?? '').trim().normalize('NFC')]),
    )
    // A row with a number and nothing else is one the form came with.
    if (![...values].some(([column, value]) => column !== '' && column !== '序号' && value !== '')) return
    const read = readRow(values, file, headerAt + at + 2, rules, now)
    if (read.ok) nominees.push(read.value)
    else {
      problems.push(...read.problem)
      refusedNames.push(values.get('姓名') ?? '')
    }
  })
  return ok({ nominees, refusedNames, problems })
}

function readRow(
  values: ReadonlyMap<string, string>,
  file: string,
  row: number,
  rules: CampaignRules,
  now: Date,
): Result<Nominee, readonly Problem[]> {
  const problems: Problem[] = []
  const of = (column: string): string => values.get(column) ?? ''
  const invalid = (column: string, expected: string): void => {
    problems.push({ kind: 'cell-invalid', file, row, column, found: of(column), expected })
  }

  if (of('姓名') === '') invalid('姓名', '人选的姓名')
  if (of('推荐单位') === '') invalid('推荐单位', '推荐单位的全称')

  const category = categoryIn(plain(of('类别')), rules)
  if (!category) {
    const numbers = rules.categories.map((_, index) => index + 1)
    invalid('类别', `通知所列${numeral(numbers.length)}类之一（可填 ${numbers.join('、')}）`)
  }

  // The official form has one column for both: the workplace stands first.
  const [jointWorkplace = '', ...jointPosition] = of('工作单位及职务职称').split(/[\s，,；;]+/u)
  const workplace = of('工作单位') || jointWorkplace
  if (workplace === '') invalid('工作单位', '人选所在单位的全称')

  const consentGivenAt = of(consentColumn) === '' ? null : dayOf(of(consentColumn))
  if (of(consentColumn) !== '' && (!consentGivenAt || consentGivenAt > now))
    invalid(consentColumn, '已经过去的日期，如 2021-05-10')

  if (problems.length > 0 || !category) return refuse(problems)
  return ok({
    unit: of('推荐单位'),
    name: of('姓名'),
    workplace,
    position: of('职务职称') || jointPosition.join('、'),
    field: of('研究领域'),
    category,
    motto: of('海报语'),
    summary: of('事迹简介') || of('事迹摘要'),
    consentGivenAt,
    privateFields: Object.fromEntries(
      privateColumns.flatMap((column) => (of(column) === '' ? [] : [[column, of(column)]])),
    ),
  })
}

/** 2021-05-10, 2021/5/10, 2021.5.10 or 2021年5月10日, as the start of that day in Asia/Shanghai; null for anything else. */
function dayOf(text: string): Date | null {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(plain(text)) ?? []
  if (!year || !month || !day) return null
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const start = beijingInstant(iso, '00:00')
  // 2021-02-30 would roll over into March.
  const isReal = new Date(`${iso}T00:00:00Z`).getUTCDate() === Number(day)
  return Number.isNaN(start.getTime()) || !isReal ? null : start
}
