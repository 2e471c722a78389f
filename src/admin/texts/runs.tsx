/** A text with what came and what went: told by colour and by line, and by name to whoever listens. */
import type { ReactNode } from 'react'
import type { Run } from '../../domain/edition.ts'

interface Props {
  readonly runs: readonly Run[]
  /** Where neither text stands for the other's loss: what differs is marked, not struck out. */
  readonly areEqual?: boolean
}

export const Runs = ({ runs, areEqual = false }: Props): ReactNode =>
  runs.length === 0
    ? '（空）'
    : runs.map(({ kind, text }, index) => {
        const key = `${index} ${kind}`
        if (areEqual && kind !== 'same') return <mark key={key}>{text}</mark>
        if (kind === 'added') return <ins key={key}>{text}</ins>
        if (kind === 'removed') return <del key={key}>{text}</del>
        return <span key={key}>{text}</span>
      })
