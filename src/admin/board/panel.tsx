'use client'
/** Beside the matrix: what one person lacks, on one channel or on all, in the order of who must act, each with its button. */
import { useAuth } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { type Cell, openGaps, type PersonStanding } from '../../domain/board.ts'
import type { BoardColumn, BoardPerson } from '../../domain/board-view.ts'
import { allows } from '../../domain/rights.ts'
import { roleIn } from '../../domain/role.ts'
import { type Answer, ask } from '../ask.ts'
import { newReleasePath, personAddress } from '../person/address.ts'
import { Declaring } from './declaring.tsx'
import { Gaps } from './gaps.tsx'
import { StateWord } from './state-glyph.tsx'

interface Props {
  readonly person: BoardPerson
  /** Null: all channels. */
  readonly column: BoardColumn | null
  readonly onClose: () => void
  /** Something was done: the board should look again. */
  readonly onChange: () => void
}

export function Panel({ person, column, onClose, onChange }: Props): ReactNode {
  const [answer, setAnswer] = useState<Answer<PersonStanding> | null>(null)
  const [round, setRound] = useState(0)
  const heading = useRef<HTMLHeadingElement>(null)
  const id = useId()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a round is a reason to ask again
  useEffect(() => {
    const stop = new AbortController()
    void ask<PersonStanding>(`/api/honorees/${person.id}/readiness`, { signal: stop.signal }).then(
      (found) => {
        if (!stop.signal.aborted) setAnswer(found)
      },
    )
    return () => stop.abort()
  }, [person.id, round])
  useEffect(() => heading.current?.focus(), [])
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }
  return (
    <aside className="zb-panel" aria-labelledby={id} onKeyDown={leave}>
      <div className="zb-panel__head">
        <h2 ref={heading} id={id} tabIndex={-1}>
          {person.name || '未填姓名'} · {column?.label ?? '全部渠道'}
        </h2>
        <button type="button" className="zb-button" onClick={onClose}>
          ✕ 关闭<span className="sr-only">侧栏</span>
        </button>
      </div>
      <p className="zm-quiet">{person.unit}</p>
      <p>
        <a href={personAddress(person.id, useSearchParams())}>打开人选页</a>
      </p>
      {answer === null ? <p className="zm-quiet">正在查看…</p> : null}
      {answer?.ok === false ? (
        <p className="zm-note zm-note--bad" role="alert">
          {answer.sentence}
        </p>
      ) : null}
      {answer?.ok ? (
        <Lacks
          person={person}
          detail={answer.value}
          column={column}
          onDone={() => {
            setRound(round + 1)
            onChange()
          }}
        />
      ) : null}
    </aside>
  )
}

interface LacksProps {
  readonly person: BoardPerson
  readonly detail: PersonStanding
  readonly column: BoardColumn | null
  readonly onDone: () => void
}

function Lacks({ person, detail, column, onDone }: LacksProps): ReactNode {
  const { gaps, cells, notes } = detail
  const cell = cells.find(({ channelId }) => channelId === column?.id)
  return (
    <>
      {cell ? (
        <Standing honoree={person.id} cell={cell} />
      ) : (
        <ul className="zb-strip">
          {cells.map(({ channelId, label, state }) => (
            <li key={channelId}>
              {label} <StateWord state={state} />
            </li>
          ))}
        </ul>
      )}
      {notes.map((text) => (
        <p key={text} className="zm-note">
          {text}
        </p>
      ))}
      <Gaps
        person={person}
        gaps={openGaps({ gaps, cells: cell ? [cell] : cells })}
        onDone={onDone}
        declaring={<Declaring person={person} onDone={onDone} />}
      />
      {cell && cell.hints.length > 0 ? (
        <details>
          <summary>提示 {cell.hints.length} 条（不影响就绪）</summary>
          <ul className="zm-reasons">
            {cell.hints.map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

function Standing({ honoree, cell }: { readonly honoree: string; readonly cell: Cell }): ReactNode {
  const role = roleIn(useAuth().user)
  const mayRelease = allows(role, 'releases', 'create')
  const isReady = cell.state === 'ready'
  const isWithdrawn = cell.state === 'withdrawn'
  return (
    <p className="zb-standing">
      <StateWord state={cell.state} />
      {cell.releaseId ? (
        <a className="zb-button" href={`/admin/collections/releases/${cell.releaseId}`}>
          看这项发布
        </a>
      ) : null}
      {(isReady || isWithdrawn) && mayRelease ? (
        <a className="zb-button" href={newReleasePath(honoree, cell.channelId)}>
          {isWithdrawn ? '重新发布' : '安排发布'}
        </a>
      ) : null}
      {isReady && !mayRelease ? <span className="zm-quiet">材料齐全，可请终审安排发布。</span> : null}
    </p>
  )
}
