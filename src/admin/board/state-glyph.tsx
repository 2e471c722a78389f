/** One state of the board: shape and colour; its word is said by whoever shows it, or stands beside it. */
import type { ReactNode } from 'react'
import { type CellState, cellStates } from '../../domain/board.ts'

export const glyphClass = (state: CellState): string => `zb-glyph zb-glyph--${state}`

export const StateGlyph = ({ state }: { readonly state: CellState }): ReactNode => (
  <span className={glyphClass(state)} aria-hidden="true">
    {cellStates[state].glyph}
  </span>
)

export const StateWord = ({ state }: { readonly state: CellState }): ReactNode => (
  <span className="zb-word">
    <StateGlyph state={state} /> {cellStates[state].label}
  </span>
)

export const Legend = (): ReactNode => (
  <details className="zb-legend">
    <summary>图例</summary>
    <ul className="zb-sheet">
      {(Object.keys(cellStates) as CellState[]).map((state) => (
        <li key={state}>
          <StateWord state={state} />
        </li>
      ))}
    </ul>
  </details>
)
