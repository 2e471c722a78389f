/** A text with what came and what went: told by colour and by line, and by name to whoever listens. */
import type { ReactNode } from 'react'
import type { Run } from '../../domain/edition.ts'

export const Runs = ({ runs }: { readonly runs: readonly Run[] }): ReactNode =>
  runs.length === 0
    ? '（空）'
    : runs.map(({ kind, text }, index) => {
        const key = `${index} ${kind}`
        if (kind === 'added') return <ins key={key}>{text}</ins>
        if (kind === 'removed') return <del key={key}>{text}</del>
        return <span key={key}>{text}</span>
      })
