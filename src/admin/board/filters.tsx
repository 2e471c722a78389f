'use client'
/** What to see of the board; all of it stands in the address. */
import { type ReactNode, useMemo } from 'react'
import { type CellState, cellStates } from '../../domain/board.ts'
import { type BoardPage, type BoardQuery, isNarrowed, sorts, writeQuery } from '../../domain/board-view.ts'
import { byChinese } from '../../domain/by-chinese.ts'
import { Legend } from './state-glyph.tsx'
import type { Ask } from './use-board-query.ts'
import { Views } from './views.tsx'

interface Props {
  readonly page: BoardPage
  readonly query: BoardQuery
  readonly onAsk: Ask
  /** How many people are left. */
  readonly shown: number
}

type Options = readonly (readonly [value: string, label: string])[]

export function Filters({ page, query, onAsk, shown }: Props): ReactNode {
  const { people, columns, campaignId } = page
  const units: Options = useMemo(
    () => [...new Set(people.map(({ unit }) => unit))].sort(byChinese).map((unit) => [unit, unit] as const),
    [people],
  )
  const states = (Object.keys(cellStates) as CellState[]).filter(
    (state) => state === query.state || people.some((person) => person.states.includes(state)),
  )
  const chosen = new URLSearchParams(writeQuery(query))
  chosen.set('campaign', campaignId ?? '')
  const select = (name: keyof BoardQuery, label: string, options: Options): ReactNode => (
    <label className="zb-field">
      {label}
      <select
        aria-label={label}
        value={query[name]}
        onChange={(event) => onAsk({ [name]: event.target.value })}
      >
        {name === 'sort' ? null : <option value="">全部</option>}
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <search className="zb-filters" aria-label="筛选人选">
      <label className="zb-field">
        查找
        <input
          type="search"
          value={query.q}
          placeholder="姓名或拼音"
          onChange={(event) => onAsk({ q: event.target.value })}
        />
      </label>
      {select('unit', '推荐单位', units)}
      {select('category', '类别', page.categories)}
      {select(
        'channel',
        '渠道',
        columns.map(({ id, label }) => [id, label] as const),
      )}
      {select(
        'state',
        '状态',
        states.map((state) => [state, `${cellStates[state].glyph} ${cellStates[state].label}`] as const),
      )}
      {select('sort', '排序', Object.entries(sorts))}
      <label className="zb-check">
        <input
          type="checkbox"
          checked={query.open !== ''}
          onChange={(event) => onAsk({ open: event.target.checked ? '1' : '' })}
        />
        只看有欠缺的
      </label>
      <div className="zb-tools">
        <span className="zm-quiet" role="status">
          {isNarrowed(query) ? `共 ${people.length} 人，符合条件的 ${shown} 人` : `共 ${people.length} 人`}
        </span>
        {isNarrowed(query) ? (
          <button type="button" className="zb-link" onClick={() => onAsk(null)}>
            清除筛选
          </button>
        ) : null}
        <Views query={query} onAsk={onAsk} />
        <a className="zb-link" href={`/api/campaigns/board/export?${chosen}`} download>
          导出表格（{shown} 人）
        </a>
        <Legend />
      </div>
    </search>
  )
}
