'use client'
/** What somebody wants to see stands in the address, so that it can be sent to a colleague. */
import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { type BoardQuery, readQuery, writeQuery } from '../../domain/board-view.ts'

/** Changes what is asked for; null asks for everything. */
export type Ask = (changes: Partial<BoardQuery> | null) => void

export function useBoardQuery(): readonly [BoardQuery, Ask] {
  const address = useSearchParams()
  const query = useMemo(() => readQuery((name) => address.get(name)), [address])
  const ask = useCallback<Ask>((changes) => {
    // Read anew: of two changes at once the second must not undo the first.
    const now = new URLSearchParams(window.location.search)
    const known = readQuery((name) => (changes === null ? null : now.get(name)))
    const next = new URLSearchParams(writeQuery({ ...known, ...changes }))
    const campaign = now.get('campaign')
    if (campaign) next.set('campaign', campaign)
    if (String(next) === String(now)) return
    // Back leads to the choice before; of a word that is typed, letter by letter, to none of its letters.
    const isTyped = changes !== null && Object.keys(changes).every((name) => name === 'q')
    const how = isTyped && window.history.state?.isTyped ? 'replace' : 'push'
    // Not the router's: it would fetch the page anew.
    window.history[`${how}State`]({ isTyped }, '', next.size > 0 ? `?${next}` : window.location.pathname)
  }, [])
  return [query, ask]
}
