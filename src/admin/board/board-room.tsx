'use client'
/** 人选: where the campaign stands at a look, what is missing behind each cell, and the button that mends it. */
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type BoardPage, isNarrowed, viewOf } from '../../domain/board-view.ts'
import { addresses } from '../addresses.ts'
import { usePolled } from '../ask.ts'
import { CampaignSwitch, useCampaign } from '../campaign-switch.tsx'
import './board.css'
import { Bulk } from './bulk.tsx'
import { Filters } from './filters.tsx'
import { Grid, type Place } from './grid.tsx'
import { Panel } from './panel.tsx'
import { Summary } from './summary.tsx'
import { useBoardQuery } from './use-board-query.ts'
import { useSelection } from './use-selection.ts'

/** Quick while something is being made; slow otherwise, since a colleague may add material. */
const pause = ({ made }: BoardPage): number => (made.done + made.failed < made.total ? 8_000 : 30_000)

export function BoardRoom(): ReactNode {
  const { chosen, failure: unchosen } = useCampaign()
  const [round, setRound] = useState(0)
  const id = chosen?.campaignId ?? null
  const { latest, failure } = usePolled<BoardPage>(id && addresses.board(id, round), pause)
  if (chosen && id === null) return <NoCampaign />
  const complaint = unchosen ?? failure
  return (
    <div className="zb">
      {chosen ? <CampaignSwitch chosen={chosen} /> : null}
      {complaint ? (
        <p className="zm-note zm-note--bad" role="alert">
          {complaint}
        </p>
      ) : null}
      {latest && latest.campaignId === id ? (
        <Board key={id} page={latest} onChange={() => setRound(round + 1)} />
      ) : complaint ? null : (
        <Skeleton />
      )}
    </div>
  )
}

interface BoardProps {
  readonly page: BoardPage
  readonly onChange: () => void
}

function Board({ page, onChange }: BoardProps): ReactNode {
  const { people, columns } = page
  const [query, ask] = useBoardQuery()
  const [open, setOpen] = useState<Place | null>(null)
  const grid = useRef<HTMLDivElement>(null)
  const view = useMemo(() => viewOf(people, columns, query), [people, columns, query])
  const [selection, select] = useSelection()
  // Who is not shown is not meant.
  const selected = view.people.filter(({ id }) => selection?.ids.has(id))
  const settled = (left: readonly string[]): void => {
    select(left)
    onChange()
  }
  const close = useCallback(() => {
    setOpen(null)
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }, [])
  const person = people.find(({ id }) => id === open?.personId)
  // Beside the panel the matrix is narrower: what was opened must not end up out of sight.
  useEffect(() => {
    if (open)
      grid.current?.querySelector('[data-open]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [open])
  if (people.length === 0) return <NoPeople campaign={page.campaignId ?? ''} />
  return (
    <>
      <Summary page={page} query={query} onAsk={ask} />
      <Filters page={page} query={query} onAsk={ask} shown={view.people.length} />
      <Bulk people={selected} onDone={settled} />
      <div className="zb-floor">
        {view.people.length > 0 ? (
          <Grid ref={grid} view={view} columns={columns} open={open} onOpen={setOpen} selection={selection} />
        ) : (
          <p>
            没有符合这些条件的人选。
            {isNarrowed(query) ? (
              <button type="button" className="zb-link" onClick={() => ask(null)}>
                清除筛选
              </button>
            ) : null}
          </p>
        )}
        {open && person ? (
          <Panel
            key={`${person.id} ${open.column}`}
            person={person}
            column={open.column === null ? null : (columns[open.column] ?? null)}
            onClose={close}
            onChange={onChange}
          />
        ) : null}
      </div>
    </>
  )
}

const NoCampaign = (): ReactNode => (
  <p>
    还没有活动：请先<a href="/admin/campaign-setup">新建活动</a>，再收材料，人选随之出现在这里。
  </p>
)

const NoPeople = ({ campaign }: { readonly campaign: string }): ReactNode => (
  <p>
    这项活动还没有人选：请先<a href="/admin/intake">收件</a>，把推荐单位交来的文件夹拖进去；也可以逐个
    <a href={`/admin/collections/honorees/create?${new URLSearchParams({ campaign })}`}>录入人选</a>。
  </p>
)

/** The shape of what comes. */
const Skeleton = (): ReactNode => (
  <div className="zb-skeleton" role="status">
    <span className="sr-only">正在查看各人选的材料…</span>
    {Array.from({ length: 8 }, (_, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: eight equal bars.
      <div key={at} className="zb-skeleton__row" />
    ))}
  </div>
)
