/** What another figure in a running campaign's rules does to the people recorded: said before it is saved. */
import type { Asset } from './asset.ts'
import { brokenRules } from './board.ts'
import {
  type CampaignRules,
  categoriesField,
  categoriesOf,
  categoryLabel,
  type NumberRuleName,
  numberRuleNames,
  numberRules,
  type Paper,
  paperRules,
  papers,
} from './campaign-rules.ts'
import { type Category, categoryName } from './category.ts'
import type { Honoree } from './honoree.ts'
import { acceptedOf, gapsOf } from './material-rules.ts'
import { sentence } from './problem.ts'
import { quotaProblems } from './quota.ts'
import { wordsOver } from './word-limits.ts'

/** As far as somebody can be read. */
export interface Judgeable {
  readonly name: string
  readonly unit: string
  readonly honoree: Honoree | null
  readonly assets: readonly Asset[]
}

export interface RulesChange {
  /** One sentence a changed rule, in the order of the form. */
  readonly sentences: readonly string[]
  /** Somebody's standing changes, so a person has to say that it is meant. */
  readonly isFelt: boolean
}

/** What of a person a figure is asked of; `numbers` are of the campaign's people together. */
type Touched = 'words' | 'materials' | 'media'

/** One rule as it will be, the others as they are. */
interface Change {
  readonly touches: Touched | 'numbers'
  readonly label: string
  readonly from: string
  readonly to: string
  readonly rules: CampaignRules
  /** What somebody becomes who fitted. */
  readonly becomes: '超限' | '不合格'
}

const touchedBy: Readonly<Record<NumberRuleName, Change['touches']>> = {
  perUnit: 'numbers',
  perCategory: 'numbers',
  total: 'numbers',
  summaryMax: 'words',
  deedsMax: 'words',
  photoMin: 'materials',
  photoMax: 'materials',
  photoMegabytes: 'media',
  filmMinutes: 'media',
}

/** A task of many small steps: whoever runs it may let others have their turn after each. */
export type Steps<T> = Generator<undefined, T, undefined>

/** A step for each time a person is judged: once by what is, and once by each figure that touches him. */
export function* rulesChange(
  before: CampaignRules,
  after: CampaignRules,
  people: readonly Judgeable[],
): Steps<RulesChange> {
  const changes = [...numberChanges(before, after), ...paperChanges(before, after)]
  const faults: Faults[] = []
  if (changes.some(({ touches }) => touches !== 'numbers'))
    for (const one of people) {
      faults.push({
        words: faultsOf.words(one, before),
        materials: faultsOf.materials(one, before),
        media: faultsOf.media(one, before),
      })
      yield
    }
  const told: Told[] = []
  for (const change of changes) told.push(yield* tell(change, before, people, faults))
  const classes = classChanges(before, after, people)
  return {
    sentences: [...classes, ...told].map(({ text }) => text),
    isFelt: [...classes, ...told].some(({ isFelt }) => isFelt),
  }
}

interface Told {
  readonly text: string
  readonly isFelt: boolean
}

const figure = (name: NumberRuleName, value: number | null): string =>
  value === null ? '不限' : `${value} ${numberRules[name].unit}`

const numberChanges = (before: CampaignRules, after: CampaignRules): readonly Change[] =>
  numberRuleNames.flatMap((name) =>
    before[name] === after[name]
      ? []
      : {
          touches: touchedBy[name],
          label: numberRules[name].label,
          from: figure(name, before[name]),
          to: figure(name, after[name]),
          rules: { ...before, [name]: after[name] },
          becomes: name === 'summaryMax' || name === 'deedsMax' ? '超限' : '不合格',
        },
  )

const paperChanges = (before: CampaignRules, after: CampaignRules): readonly Change[] => {
  const said = (rules: CampaignRules, paper: Paper): string =>
    rules.papers.includes(paper) ? '必交' : '不要求'
  return papers.flatMap((paper) =>
    said(before, paper) === said(after, paper)
      ? []
      : {
          touches: 'materials',
          label: paperRules[paper].label,
          from: said(before, paper),
          to: said(after, paper),
          rules: {
            ...before,
            papers: papers.filter((one) => (one === paper ? after : before).papers.includes(one)),
          },
          becomes: '不合格',
        },
  )
}

function* tell(
  { touches, label, from, to, rules, becomes }: Change,
  before: CampaignRules,
  people: readonly Judgeable[],
  faults: readonly Faults[],
): Steps<Told> {
  const judged: { readonly one: Judgeable; readonly was: number; readonly is: number }[] = []
  if (touches !== 'numbers')
    for (const [at, one] of people.entries()) {
      const known = faults[at] ?? { words: 0, materials: 0, media: 0 }
      const was = known.words + known.materials + known.media
      judged.push({ one, was, is: was - known[touches] + faultsOf[touches](one, rules) })
      yield
    }
  const worse = judged.filter(({ was, is }) => was === 0 && is > 0).map(({ one }) => one)
  const better = judged.filter(({ was, is }) => was > 0 && is === 0).map(({ one }) => one)
  const moved = judged.filter(({ was, is }) => was !== is)
  const rest = moved.length - worse.length - better.length
  const parts = [
    worse.length > 0 ? `${whom(worse)}将从合格变为${becomes}` : '',
    better.length > 0 ? `${whom(better)}将从不合格变为合格` : '',
    rest > 0 ? `另有 ${rest} 位人选所缺的会增减` : '',
    ...(touches === 'numbers' ? overOnly(before, rules, people) : []),
  ].filter((part) => part !== '')
  return {
    text: `${label}由“${from}”改为“${to}”：${parts.length > 0 ? parts.join('；') : '没有人选因此改变'}。`,
    isFelt: parts.length > 0,
  }
}

type Faults = Readonly<Record<Touched, number>>

/** How much of what somebody is judged by his own words and materials does not fit. */
const faultsOf: Readonly<Record<Touched, (one: Judgeable, rules: CampaignRules) => number>> = {
  words({ honoree }, rules) {
    const over = honoree ? wordsOver(honoree, rules) : { summary: null, deeds: null }
    return Number(over.summary !== null) + Number(over.deeds !== null)
  },
  materials: ({ name, assets }, rules) =>
    gapsOf(name, acceptedOf(assets), rules).filter(({ severity }) => severity === 'error').length,
  media: ({ name, assets }, rules) => brokenRules(name, assets, rules).length,
}

/** Numbers that are exceeded only by the new rule, without their full stop. */
function overOnly(
  before: CampaignRules,
  after: CampaignRules,
  people: readonly Judgeable[],
): readonly string[] {
  const named = people.map(({ name, unit, honoree }) => ({
    name,
    unit,
    category: honoree?.category ?? null,
  }))
  const known = quotaProblems(named, before).map(sentence)
  return quotaProblems(named, after)
    .map(sentence)
    .filter((text) => !known.includes(text))
    .map((text) => text.replace(/。$/, ''))
}

function classChanges(
  before: CampaignRules,
  after: CampaignRules,
  people: readonly Judgeable[],
): readonly Told[] {
  const all = new Set<Category>([...categoriesOf(before), ...categoriesOf(after)].map(([id]) => id))
  return [...all].flatMap((id): Told[] => {
    const [from, to] = [categoryLabel(before, id), categoryLabel(after, id)]
    if (from === to) return []
    const own = people.filter(({ honoree }) => honoree?.category === id)
    const what = `${categoriesField}${categoryName(id)}`
    if (from === null) return [{ text: `${what}：新增“${to}”。`, isFelt: false }]
    const felt = own.length > 0
    const nobody = '没有人选属于这一类'
    return to === null
      ? [
          {
            text: `${what}：去掉“${from}”，${felt ? `${whom(own)}须重新选择类别` : nobody}。`,
            isFelt: felt,
          },
        ]
      : [
          {
            text: `${what}由“${from}”改为“${to}”：${felt ? `${whom(own)}的类别随之改称` : nobody}。`,
            isFelt: felt,
          },
        ]
  })
}

const namedAtMost = 5

/** 3 位人选（甲、乙、丙）. */
function whom(people: readonly Judgeable[]): string {
  const names = people.slice(0, namedAtMost).map(({ name }) => name || '未填姓名')
  return `${people.length} 位人选（${names.join('、')}${people.length > namedAtMost ? ' 等' : ''}）`
}
