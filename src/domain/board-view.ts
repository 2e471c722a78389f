/** The board as it goes to the page, and what of it somebody wants to see: the same for the page and for the export. */
import { type BoardRow, type CellState, cellStates, isOpen, isThere, openGaps } from './board.ts'
import { byChinese } from './by-chinese.ts'
import type { Category } from './category.ts'
import type { ChannelGroup, ChannelId } from './channel.ts'
import { type Actor, actorLabel, actors } from './gap.ts'

export interface BoardColumn {
  readonly id: ChannelId
  readonly label: string
  readonly group: ChannelGroup
}

export interface BoardPerson {
  readonly id: string
  readonly name: string
  /** How the name is typed on a keyboard: whole and by initials, e.g. `wangchong wc`. */
  readonly spelling: string
  readonly unit: string
  readonly category: Category | null
  /** Address of a small picture. */
  readonly photo: string | null
  /** One a column, in their order. */
  readonly states: readonly CellState[]
  readonly waits: readonly Actor[]
}

/** What the page is drawn from. */
export interface BoardPage {
  readonly campaignId: string | null
  /** The campaign's classes with their words, in its notice's order. */
  readonly categories: readonly (readonly [Category, string])[]
  /** What of the campaign's numbers is exceeded, as Chinese sentences. */
  readonly quota: readonly string[]
  readonly columns: readonly BoardColumn[]
  readonly people: readonly BoardPerson[]
  /** Of all files wanted now. */
  readonly made: { readonly done: number; readonly failed: number; readonly total: number }
  /** Files of hand-ins that nobody has decided about. */
  readonly handedIn: { readonly waiting: number; readonly refused: number }
}

/** Everything the address may say; empty strings ask for nothing. */
export interface BoardQuery {
  readonly q: string
  readonly unit: string
  readonly category: string
  readonly channel: string
  readonly state: string
  readonly waits: string
  /** `1`: only who lacks something. */
  readonly open: string
  readonly sort: string
}

export const sorts = { '': '登记先后', name: '姓名', unit: '推荐单位', open: '欠缺多的在前' } as const

const names = ['q', 'unit', 'category', 'channel', 'state', 'waits', 'open', 'sort'] as const

export const readQuery = (get: (name: string) => string | null): BoardQuery =>
  Object.fromEntries(names.map((name) => [name, get(name) ?? ''])) as unknown as BoardQuery

/** Without `?`; empty when nothing is asked. */
export const writeQuery = (query: BoardQuery): string =>
  new URLSearchParams(
    names.flatMap((name) => (query[name] === '' ? [] : [[name, query[name]] as [string, string]])),
  ).toString()

export const isNarrowed = ({ sort: _, ...asked }: BoardQuery): boolean =>
  Object.values(asked).some((value) => value !== '')

/** Whom something waits for. */
export function waitsOf(row: Pick<BoardRow, 'gaps' | 'cells'>): readonly Actor[] {
  const asked = new Set(openGaps(row).map(({ actor }) => actor))
  return actors.filter((actor) => asked.has(actor))
}

export interface BoardView {
  readonly people: readonly BoardPerson[]
  /** Where each shown column stands among all. */
  readonly columns: readonly number[]
}

export function viewOf(
  people: readonly BoardPerson[],
  columns: readonly BoardColumn[],
  query: BoardQuery,
): BoardView {
  const all = columns.map((_, at) => at)
  const chosen = all.filter((at) => columns[at]?.id === query.channel)
  const shown = chosen.length > 0 ? chosen : all
  const isWanted = (person: BoardPerson): boolean => {
    const states = shown.flatMap((at) => person.states[at] ?? [])
    return (
      isFound(person, query.q) &&
      (query.unit === '' || person.unit === query.unit) &&
      (query.category === '' || person.category === query.category) &&
      (!Object.hasOwn(cellStates, query.state) || states.some((state) => state === query.state)) &&
      (!Object.hasOwn(actorLabel, query.waits) || person.waits.some((actor) => actor === query.waits)) &&
      (query.open === '' || states.some(isOpen))
    )
  }
  return { people: inOrder(people.filter(isWanted), shown, query.sort), columns: shown }
}

/** By a part of the name, or of how it is typed. */
function isFound({ name, spelling }: BoardPerson, asked: string): boolean {
  const wanted = asked.trim().toLowerCase().replace(/\s+/g, '')
  return (
    wanted === '' ||
    name.toLowerCase().includes(wanted) ||
    spelling.split(' ').some((one) => one.includes(wanted))
  )
}

function inOrder(
  people: readonly BoardPerson[],
  shown: readonly number[],
  sort: string,
): readonly BoardPerson[] {
  const openOf = ({ states }: BoardPerson): number =>
    shown.filter((at) => states[at] !== undefined && isOpen(states[at])).length
  switch (sort) {
    case 'name':
      return people.toSorted((a, b) => byChinese(a.name, b.name))
    case 'unit':
      return people.toSorted((a, b) => byChinese(a.unit, b.unit))
    case 'open':
      return people.toSorted((a, b) => openOf(b) - openOf(a))
    default:
      return people
  }
}

/** Of the people shown, how many are there: 17/20. */
export const headOf = (people: readonly BoardPerson[], column: number): string => {
  const there = people.filter(({ states }) => states[column] !== undefined && isThere(states[column]))
  return `${there.length}/${people.length}`
}

/** How far the campaign is: cells that are there of all cells, and people who are there on every channel. */
export function standingOf(people: readonly BoardPerson[]): {
  readonly ready: number
  readonly cells: number
  readonly everywhere: number
} {
  const states = people.flatMap((person) => person.states)
  return {
    ready: states.filter(isThere).length,
    cells: states.length,
    everywhere: people.filter((person) => person.states.length > 0 && person.states.every(isThere)).length,
  }
}

/** How many people wait for each; nobody who waits for none is counted. */
export const waitingFor = (people: readonly BoardPerson[]): readonly (readonly [Actor, number])[] =>
  actors.map((actor) => [actor, people.filter(({ waits }) => waits.includes(actor)).length] as const)

/** How the people of a campaign stand, for whoever wants no more than that. */
export interface BoardCounts extends Pick<BoardPage, 'campaignId' | 'handedIn'> {
  readonly people: number
  /** There on every channel. */
  readonly ready: number
  /** Who must act, and for how many; nobody of whom there are none. */
  readonly waiting: readonly (readonly [Actor, number])[]
}

export const countsOf = ({ campaignId, handedIn, people }: BoardPage): BoardCounts => ({
  campaignId,
  handedIn,
  people: people.length,
  ready: standingOf(people).everywhere,
  waiting: waitingFor(people).filter(([, count]) => count > 0),
})
