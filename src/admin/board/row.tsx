'use client'
/** One person of the matrix; drawn anew only when something of it changes. */
import { memo, type ReactNode, useState } from 'react'
import { type CellState, cellStates } from '../../domain/board.ts'
import type { BoardColumn, BoardPerson } from '../../domain/board-view.ts'
import { glyphClass } from './state-glyph.tsx'

interface RowProps {
  readonly person: BoardPerson
  readonly row: number
  readonly columns: readonly BoardColumn[]
  readonly shown: readonly number[]
  /** Cell that Tab leads to; 0 is the person. */
  readonly active: number | null
  readonly open: number | null
  /** Null for who may change nobody. */
  readonly isSelected: boolean | null
}

/* biome-ignore-start lint/a11y/useFocusableInteractive: the tab stop comes with what all cells have in common. */
/* biome-ignore-start lint/a11y/useSemanticElements: a table's rows cannot be skipped by the browser's layout. */
export const Row = memo(function Row(props: RowProps): ReactNode {
  const { person, row, columns, shown, active, open, isSelected } = props
  const { name, unit, photo, states } = person
  const common = (col: number) => ({
    'data-row': row,
    'data-col': col,
    tabIndex: active === col ? 0 : -1,
    'aria-colindex': col + 1,
    ...(open === col ? { 'data-open': true } : {}),
  })
  return (
    <div
      role="row"
      aria-rowindex={row + 3}
      aria-selected={isSelected ?? undefined}
      className="zb-row zb-person"
    >
      <div role="rowheader" className="zb-who" {...common(0)}>
        {isSelected === null ? null : (
          // Its own keys are the grid's: Shift and the space bar.
          <input
            type="checkbox"
            className="zb-select"
            tabIndex={-1}
            aria-label={`选择${name || '未填姓名'}`}
            checked={isSelected}
            readOnly
          />
        )}
        <Photo address={photo} name={name} />
        <span className="zb-name">
          <strong>{name || '未填姓名'}</strong>
          <span title={unit}>{unit}</span>
        </span>
      </div>
      {shown.map((at, index) => {
        const state = stateAt(states, at)
        const { glyph, label } = cellStates[state]
        const said = `${columns[at]?.label}：${label}`
        return (
          <div
            key={at}
            role="gridcell"
            // The sign itself, with no element of its own: of thousands of cells that is half the work of drawing them.
            className={`zb-cell ${glyphClass(state)}`}
            aria-label={`${name}，${said}`}
            title={said}
            {...common(index + 1)}
          >
            {glyph}
          </div>
        )
      })}
    </div>
  )
})
/* biome-ignore-end lint/a11y/useSemanticElements: as above. */
/* biome-ignore-end lint/a11y/useFocusableInteractive: as above. */

/** A small picture, or the name's first character where there is none yet. */
function Photo({ address, name }: { readonly address: string | null; readonly name: string }): ReactNode {
  const [isBroken, setIsBroken] = useState(false)
  if (address === null || isBroken)
    return (
      <span className="zb-photo" aria-hidden="true">
        {[...name][0] ?? '？'}
      </span>
    )
  return (
    // biome-ignore lint/performance/noImgElement: a small picture behind a signed address must not pass an image cache
    <img
      className="zb-photo"
      src={address}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setIsBroken(true)}
    />
  )
}

const stateAt = (states: readonly CellState[], at: number): CellState => states[at] ?? 'missing'
