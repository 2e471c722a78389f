'use client'
/**
 * Whose materials are open stands in the page's own history, so that the browser's back leads to who else there is; behind
 * the `#`, since a name is for no server's log.
 */
import { useCallback, useEffect, useState } from 'react'

const parameter = 'person'

const read = (): string | null => new URLSearchParams(window.location.hash.slice(1)).get(parameter)

/** Null: nobody was chosen; '': somebody else is to be. */
export function usePersonOfAddress(): readonly [string | null, (name: string) => void] {
  const [person, setPerson] = useState<string | null>(null)
  useEffect(() => {
    const look = (): void => setPerson(read())
    look()
    // What Back and Forward tell, and an address typed by hand.
    window.addEventListener('popstate', look)
    return () => window.removeEventListener('popstate', look)
  }, [])
  const choose = useCallback((name: string): void => {
    if (read() !== name) window.history.pushState(null, '', `#${new URLSearchParams({ [parameter]: name })}`)
    setPerson(name)
  }, [])
  return [person, choose]
}
