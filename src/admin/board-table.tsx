/** The frame of every board: named columns, one row a thing, reasons as a list. */
import type { ReactNode } from 'react'

interface TableProps {
  readonly caption: string
  readonly columns: readonly string[]
  /** Rows (`<tr>`), each with a `<th scope="row">` first. */
  readonly children: ReactNode
}

export const BoardTable = ({ caption, columns, children }: TableProps): ReactNode => (
  <div className="zm-scroll">
    <table className="zm-board">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
)

interface ReasonsProps {
  readonly reasons: readonly string[]
  /** What is worth knowing and holds nothing up. */
  readonly quiet?: readonly string[]
}

export const Reasons = ({ reasons, quiet = [] }: ReasonsProps): ReactNode => (
  <ul className="zm-reasons">
    {reasons.map((text) => (
      <li key={text}>{text}</li>
    ))}
    {quiet.map((text) => (
      <li key={text} className="zm-quiet">
        {text}
      </li>
    ))}
  </ul>
)
