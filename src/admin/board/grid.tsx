'use client'
/**
 * The matrix, as the grid pattern of ARIA has it: one stop of the Tab key, arrows inside. Rows out of sight cost the
 * browser no layout (`content-visibility`), and are there all the same for searching, printing and screen readers.
 */
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  startTransition,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
} from 'react'
import { type BoardColumn, type BoardPerson, type BoardView, headOf } from '../../domain/board-view.ts'
import { groupLabel } from '../../domain/channel.ts'
import { Row } from './row.tsx'

export interface Place {
  readonly personId: string
  /** Null: the person as a whole. */
  readonly column: number | null
}

interface GridProps {
  readonly ref: Ref<HTMLDivElement>
  readonly view: BoardView
  readonly columns: readonly BoardColumn[]
  readonly open: Place | null
  readonly onOpen: (place: Place) => void
  readonly selection: Selection | null
}

/** Of people by their ids; null for who may change nobody. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  readonly choose: (ids: readonly string[], isChosen: boolean) => void
}

interface At {
  readonly row: number
  readonly col: number
}

const page = 8

/** Where a key leads; null for keys that lead nowhere. */
function moved({ row, col }: At, { key, ctrlKey }: KeyboardEvent, last: At): At | null {
  const to: Record<string, At> = {
    ArrowUp: { row: row - 1, col },
    ArrowDown: { row: row + 1, col },
    ArrowLeft: { row, col: col - 1 },
    ArrowRight: { row, col: col + 1 },
    PageUp: { row: row - page, col },
    PageDown: { row: row + page, col },
    Home: { row: ctrlKey ? 0 : row, col: 0 },
    End: { row: ctrlKey ? last.row : row, col: last.col },
  }
  const next = to[key]
  const within = (value: number, max: number): number => Math.min(Math.max(value, 0), max)
  return next ? { row: within(next.row, last.row), col: within(next.col, last.col) } : null
}

const cellAt = (target: EventTarget): { element: HTMLElement; at: At } | null => {
  const element = (target as HTMLElement).closest<HTMLElement>('[data-row]')
  return element
    ? { element, at: { row: Number(element.dataset.row), col: Number(element.dataset.col) } }
    : null
}

/** More than fit on a screen. */
const drawnFirst = 30
/** As many rows as a slow machine draws without a hand noticing. */
const drawnNext = 15

/**
 * The first are drawn at once, the others a few at a time while nothing more urgent waits: neither what is typed nor what
 * is pressed waits for two hundred rows.
 */
function useDrawn(view: BoardView): BoardView {
  const { people, columns } = useDeferredValue(view)
  const [count, setCount] = useState(drawnFirst)
  const isShort = count < people.length
  useEffect(
    () => (isShort ? whenIdle(() => startTransition(() => setCount(count + drawnNext))) : undefined),
    [isShort, count],
  )
  return useMemo(() => ({ people: people.slice(0, count), columns }), [people, columns, count])
}

/** Not every browser tells when it is idle. */
function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work)
    return () => clearTimeout(timer)
  }
  const wait = requestIdleCallback(work, { timeout: 200 })
  return () => cancelIdleCallback(wait)
}

export function Grid({ ref, view, columns, open, onOpen, selection }: GridProps): ReactNode {
  // What is pressed is a row that is drawn.
  const { people, columns: shown } = useDrawn(view)
  const [wanted, setActive] = useState<At>({ row: 0, col: 0 })
  const last = { row: people.length - 1, col: shown.length }
  const active = { row: Math.min(wanted.row, last.row), col: Math.min(wanted.col, last.col) }
  const openAt = ({ row, col }: At): void => {
    const person = people[row]
    if (person) onOpen({ personId: person.id, column: col === 0 ? null : (shown[col - 1] ?? null) })
  }
  const toggle = (row: number): void => {
    const id = people[row]?.id
    if (id !== undefined) selection?.choose([id], !selection.ids.has(id))
  }
  const press = (event: KeyboardEvent): void => {
    const cell = cellAt(event.target)
    if (!cell) return
    if (event.key === ' ' && event.shiftKey) {
      event.preventDefault()
      toggle(cell.at.row)
      return
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      openAt(cell.at)
      return
    }
    const next = moved(cell.at, event, last)
    if (!next) return
    event.preventDefault()
    setActive(next)
    event.currentTarget
      .querySelector<HTMLElement>(`[data-row="${next.row}"][data-col="${next.col}"]`)
      ?.focus()
  }
  const click = (event: MouseEvent): void => {
    const cell = cellAt(event.target)
    if (!cell) return
    setActive(cell.at)
    if (event.target instanceof HTMLInputElement) toggle(cell.at.row)
    else openAt(cell.at)
  }
  return (
    <div className="zb-scroll">
      {/* biome-ignore lint/a11y/useSemanticElements: a table's rows cannot be skipped by the browser's layout. */}
      <div
        ref={ref}
        role="grid"
        aria-label="人选与渠道"
        aria-multiselectable={selection ? true : undefined}
        aria-rowcount={view.people.length + 2}
        aria-colcount={shown.length + 1}
        className="zb-grid"
        style={{ '--zb-columns': shown.length } as CSSProperties}
        tabIndex={-1}
        onKeyDown={press}
        onClick={click}
      >
        <Heads people={view.people} columns={columns} shown={shown} selection={selection} />
        {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
        <div role="rowgroup">
          {people.map((person, row) => (
            <Row
              key={person.id}
              person={person}
              row={row}
              columns={columns}
              shown={shown}
              active={active.row === row ? active.col : null}
              isSelected={selection ? selection.ids.has(person.id) : null}
              open={
                open?.personId === person.id
                  ? open.column === null
                    ? 0
                    : shown.indexOf(open.column) + 1
                  : null
              }
            />
          ))}
        </div>
      </div>
    </div>
  )
}

interface HeadsProps {
  readonly people: readonly BoardPerson[]
  readonly columns: readonly BoardColumn[]
  readonly shown: readonly number[]
  readonly selection: Selection | null
}

/* biome-ignore-start lint/a11y/useSemanticElements: as above. */
/* biome-ignore-start lint/a11y/useFocusableInteractive: heads are read, not entered. */
function Heads({ people, columns, shown, selection }: HeadsProps): ReactNode {
  const groups = new Map<string, number>()
  for (const at of shown) {
    const label = groupLabel[columns[at]?.group ?? 'press']
    groups.set(label, (groups.get(label) ?? 0) + 1)
  }
  return (
    <div role="rowgroup" className="zb-heads">
      <div role="row" aria-rowindex={1} className="zb-row">
        <div role="columnheader" className="zb-who">
          {people.length} 人
        </div>
        {[...groups].map(([label, span]) => (
          <div
            key={label}
            role="columnheader"
            aria-colspan={span}
            className="zb-group"
            style={{ gridColumn: `span ${span}` }}
          >
            {label}
          </div>
        ))}
      </div>
      <div role="row" aria-rowindex={2} className="zb-row">
        <div role="columnheader" className="zb-who">
          {selection ? (
            <label className="zb-check">
              <input
                type="checkbox"
                className="zb-select"
                checked={people.every(({ id }) => selection.ids.has(id))}
                onChange={({ target }) =>
                  selection.choose(
                    people.map(({ id }) => id),
                    target.checked,
                  )
                }
              />
              全选
            </label>
          ) : (
            '人选'
          )}
        </div>
        {shown.map((at) => (
          <div key={at} role="columnheader" className="zb-head">
            <span>{columns[at]?.label.replace(/[“”]/gu, '')}</span>
            <span className="zb-count">
              <span className="sr-only">就绪</span>
              {headOf(people, at)}
            </span>
          </div>
        ))}
      </div>
    </div>
  )
}
/* biome-ignore-end lint/a11y/useFocusableInteractive: as above. */
/* biome-ignore-end lint/a11y/useSemanticElements: as above. */
