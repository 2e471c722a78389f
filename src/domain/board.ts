/**
 * The board (人选 × 渠道): what each cell shows and what stands behind it. Green is honest: everything the notice and
 * the channel ask for is there, whether or not a release could be frozen without it.
 */
import type { Asset } from './asset.ts'
import type { CampaignRules } from './campaign-rules.ts'
import type { Category } from './category.ts'
import type { ChannelId } from './channel.ts'
import { declarationLabel } from './eligibility.ts'
import { type Gap, gapOf, inOrder } from './gap.ts'
import type { Editions, Facts } from './honoree.ts'
import { materialOf } from './material-kind.ts'
import { acceptedOf, check, gapsOf, waiversOf } from './material-rules.ts'
import { personProblems } from './person-problems.ts'
import { type Problem, sentence } from './problem.ts'
import type { Readiness } from './readiness.ts'
import { type ReleaseStatus, type ReleaseWindow, statusAt, type Withdrawal } from './release.ts'
import { idPhoto, workPhotos } from './source-asset.ts'
import { wordsOver } from './word-limits.ts'

/** In the order of the legend. */
export const cellStates = {
  missing: { glyph: '○', label: '缺材料' },
  checking: { glyph: '□', label: '待核对' },
  making: { glyph: '◐', label: '制作中' },
  signing: { glyph: '△', label: '待定稿' },
  failed: { glyph: '✕', label: '退回或失败' },
  ready: { glyph: '●', label: '就绪' },
  planned: { glyph: '◇', label: '已排期' },
  live: { glyph: '★', label: '展示中' },
  over: { glyph: '■', label: '已结束' },
  withdrawn: { glyph: '⊘', label: '已撤回' },
} as const

export type CellState = keyof typeof cellStates

/** Ready, or shown since: what a column's head counts. */
export const isThere = (state: CellState): boolean => ['ready', 'planned', 'live', 'over'].includes(state)

/** Somebody, or the system, still has to do something. */
export const isOpen = (state: CellState): boolean => !isThere(state) && state !== 'withdrawn'

export interface Cell {
  readonly channelId: ChannelId
  readonly label: string
  readonly state: CellState
  /** Of this channel alone, in the order of who must act. */
  readonly gaps: readonly Gap[]
  readonly hints: readonly string[]
  /** Variants made, of those wanted. */
  readonly done: number
  readonly wanted: number
  /** The version that counts, where something was released. */
  readonly releaseId: string | null
}

/** One person on the board. */
export interface BoardRow {
  readonly honoreeId: string
  readonly name: string
  readonly unit: string
  /** Null while none can be read. */
  readonly category: Category | null
  /** The ID photo, else the first work photo. */
  readonly photo: Asset | null
  /** What stands against every channel, in the order of who must act. */
  readonly gaps: readonly Gap[]
  /** What staff should know of the papers and the words, and holds nothing up. */
  readonly notes: readonly string[]
  /** One a channel, in the channels' order. */
  readonly cells: readonly Cell[]
}

/** What is worth knowing and holds nothing up, each once with the channels it is said of. */
export function hintsOf(
  cells: readonly Cell[],
): readonly { readonly text: string; readonly channels: readonly string[] }[] {
  const found = new Map<string, string[]>()
  for (const { label, hints } of cells)
    for (const text of hints) found.set(text, [...(found.get(text) ?? []), label])
  return [...found].map(([text, channels]) => ({ text, channels }))
}

/** Of one person, as their page and the panel are told. */
export type PersonStanding = Omit<BoardRow, 'photo'>

/**
 * What somebody still has to do for these cells, in the order of who must act; nothing where all are there or withdrawn.
 * Counts of whom people wait for and lists of what is missing both come from here.
 */
export function openGaps({ gaps, cells }: Pick<BoardRow, 'gaps' | 'cells'>): readonly Gap[] {
  const open = cells.filter(({ state }) => isOpen(state))
  return open.length > 0 ? inOrder([...gaps, ...open.flatMap((cell) => cell.gaps)]) : []
}

export interface Released {
  readonly release: ReleaseWindow
  readonly withdrawal: Withdrawal | null
}

interface Judged {
  /** Of somebody unfinished what there is: whatever else is missing is told from the start. */
  readonly honoree: Facts
  readonly assets: readonly Asset[]
  /** Of the person's campaign. */
  readonly rules: CampaignRules
}

/** Against every channel, whatever it takes. `judged` is null where neither edition can be read. */
function personGaps(editions: Editions, judged: Judged | null, now: Date): readonly Gap[] {
  const { name, undeclared, newest, published } = editions
  if (!judged) return newest.ok ? [] : [gapOf(newest.problem)]
  const { honoree, assets, rules } = judged
  const { summary } = wordsOver(honoree, rules)
  const papers = gapsOf(name, acceptedOf(assets), rules).filter(({ severity }) => severity === 'error')
  const open: Problem[] =
    undeclared.length > 0
      ? [{ kind: 'eligibility-open', name, declarations: undeclared.map((one) => declarationLabel[one]) }]
      : []
  return inOrder(
    [
      ...(newest.ok || published.ok ? [] : [newest.problem]),
      ...papers.map(({ problem }) => problem),
      ...brokenRules(name, assets, rules),
      ...open,
      ...personProblems(honoree, rules, now),
      ...(summary ? [summary] : []),
    ].map(gapOf),
  )
}

const draftNote = '有尚未定稿的修改：现在安排发布或更正，用的仍是已定稿的文字；要用新文字，请先点“定稿”。'

/** `judged` may be an older edition than the newest, which is then a draft or cannot be read. */
function notesOf({ name, newest, published }: Editions, judged: Judged | null): readonly string[] {
  if (!judged) return []
  const accepted = gapsOf(name, acceptedOf(judged.assets), judged.rules)
  const advised = accepted.filter(({ severity }) => severity !== 'error')
  const papers = [...advised, ...waiversOf(judged.assets)].map(({ problem }) => sentence(problem))
  const hasDraft = published.ok && newest.ok && newest.value.edition === 'draft'
  return [
    ...new Set([
      ...(newest.ok || !published.ok ? [] : [sentence(newest.problem)]),
      ...(hasDraft ? [draftNote] : []),
      ...papers,
    ]),
  ]
}

/** Pictures and films that came in before there was a rule, or past it, and that nobody let pass. */
export const brokenRules = (
  name: string,
  assets: readonly Asset[],
  rules: CampaignRules,
): readonly Problem[] =>
  assets.flatMap(({ role, fileName, probe, waiver }) => {
    if (waiver || role === 'document') return []
    const checked = check(materialOf(role, fileName, name), probe, fileName, rules)
    return checked.ok ? [] : [checked.problem]
  })

const shownAs: Record<ReleaseStatus, CellState> = {
  waiting: 'planned',
  live: 'live',
  expired: 'over',
  withdrawn: 'withdrawn',
}

function stateOf(gaps: readonly Gap[]): CellState {
  const has = (...remedies: readonly Gap['remedy'][]): boolean =>
    gaps.some(({ remedy }) => remedies.includes(remedy))
  if (has('retry')) return 'failed'
  if (has('materials', 'words')) return 'missing'
  if (has('consent')) return 'checking'
  if (has('wait')) return 'making'
  return has('publish') ? 'signing' : 'ready'
}

/**
 * As long as nothing is released. `judged.channels` are empty where nothing is judged: every cell then lacks what the
 * person lacks. Of `now` it is asked alone whether the consent counts yet.
 */
export function boardRow(
  editions: Editions,
  judged: (Judged & { readonly channels: readonly Readiness[] }) | null,
  channels: readonly { readonly id: ChannelId; readonly label: string }[],
  now: Date,
): BoardRow {
  const gaps = personGaps(editions, judged, now)
  const assets = judged?.assets ?? []
  return {
    honoreeId: editions.id,
    name: editions.name,
    unit: editions.nominatedBy,
    category: judged?.honoree.category ?? null,
    photo: idPhoto(assets) ?? workPhotos(assets)[0] ?? null,
    gaps,
    notes: notesOf(editions, judged),
    cells: channels.map(({ id, label }) => {
      const found = judged?.channels.find(({ channelId }) => channelId === id)
      const own = found?.gaps ?? []
      return {
        channelId: id,
        label,
        state: stateOf([...gaps, ...own]),
        gaps: own,
        hints: (found?.hints ?? []).filter((hint) => !own.some(({ text }) => text === hint)),
        done: found?.done ?? 0,
        wanted: found?.wanted ?? 0,
        releaseId: null,
      }
    }),
  }
}

/** What was released counts before what is missing now: readers have it. */
export const shownOn = (
  row: BoardRow,
  releasedOn: (channelId: ChannelId) => Released | null,
  now: Date,
): BoardRow => ({
  ...row,
  cells: row.cells.map((cell) => {
    const released = releasedOn(cell.channelId)
    if (!released) return cell
    const status = statusAt(released.release, released.withdrawal, now)
    return { ...cell, state: shownAs[status], releaseId: released.release.id }
  }),
})
