/** The board as a table of words, for offices that work with one: no private data, no glyphs. */
import { type BoardRow, cellStates } from './board.ts'
import type { BoardColumn, BoardView } from './board-view.ts'
import { type CampaignRules, categoryLabel } from './campaign-rules.ts'
import { actorLabel } from './gap.ts'

/** The first row is the header. `rows` are everybody; the view says whom and which columns. */
export function boardSheet(
  { people, columns: shown }: BoardView,
  columns: readonly BoardColumn[],
  rows: readonly BoardRow[],
  rules: CampaignRules,
): readonly (readonly string[])[] {
  const rowOf = new Map(rows.map((row) => [row.honoreeId, row]))
  const header = [
    '人选',
    '推荐单位',
    '人选类别',
    ...shown.map((at) => columns[at]?.label ?? ''),
    '等谁',
    '还缺什么',
  ]
  return [
    header,
    ...people.map(({ id, name, unit, category, states, waits }) => [
      name,
      unit,
      categoryLabel(rules, category) ?? '',
      ...shown.map((at) => (states[at] ? cellStates[states[at]].label : '')),
      waits.map((actor) => actorLabel[actor]).join('、'),
      gapsOf(rowOf.get(id), shown).join('\n'),
    ]),
  ]
}

/** What several channels lack alike is said once. */
const gapsOf = (row: BoardRow | undefined, shown: readonly number[]): readonly string[] =>
  row
    ? [...new Set([...row.gaps, ...shown.flatMap((at) => row.cells[at]?.gaps ?? [])].map(({ text }) => text))]
    : []
