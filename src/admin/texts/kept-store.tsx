'use client'
/**
 * Words typed and not saved, kept in the browser for whoever typed them: they survive a reload, a crash and the end of a
 * session, and are forgotten when they are saved or when their owner signs out.
 */
import { useAuth } from '@payloadcms/ui'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'

/** Public words alone: what is private must not lie in the browser of a shared computer. */
export const keptFields = ['name', 'workplace', 'position', 'field', 'motto', 'summary', 'deeds'] as const
export type KeptField = (typeof keptFields)[number]

export interface Kept {
  /** ISO 8601. */
  readonly at: string
  /** What the form began with. */
  readonly updatedAt: string | null
  readonly values: Readonly<Partial<Record<KeptField, unknown>>>
}

const prefix = 'zuimei:words:'
const longestKeptMs = 14 * 24 * 60 * 60 * 1000

export const keyFor = (user: string, document: string, window: string): string =>
  `${prefix}${user}:${document}:${window}`

const keysFrom = (start: string): string[] =>
  Object.keys(window.localStorage).filter((key) => key.startsWith(start))

const readKept = (key: string): Kept | null => {
  try {
    const found: unknown = JSON.parse(window.localStorage.getItem(key) ?? '')
    const { at, values } = found as Kept
    return typeof at === 'string' && typeof values === 'object' && values !== null ? (found as Kept) : null
  } catch {
    return null
  }
}

/** Null for what is too old or spoilt: it goes. */
function freshOf(key: string): Kept | null {
  const kept = readKept(key)
  if (kept && Date.now() - new Date(kept.at).getTime() < longestKeptMs) return kept
  forget(key)
  return null
}

export function keep(key: string, kept: Kept): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // A full or forbidden store: the words stand in the form all the same.
  }
}

export const forget = (key: string): void => window.localStorage.removeItem(key)

/** Of this document and user, of earlier windows, the newest first. */
export function keptOf(
  user: string,
  document: string,
  ownKey: string,
): readonly (Kept & { readonly key: string })[] {
  return keysFrom(keyFor(user, document, ''))
    .filter((key) => key !== ownKey)
    .flatMap((key) => {
      const kept = freshOf(key)
      return kept ? [{ ...kept, key }] : []
    })
    .sort((a, b) => b.at.localeCompare(a.at))
}

/**
 * Signing out is a decision, and the computer may be shared; a session that ends by itself is none. What is too old goes
 * whoever it is of and whoever comes next: its document may never be opened again.
 */
export function ForgetOnSignOut({ children }: { readonly children?: ReactNode }): ReactNode {
  const { user } = useAuth()
  const path = usePathname()
  const last = useRef<string | null>(null)
  if (user?.id !== undefined && user) last.current = String(user.id)
  useEffect(() => {
    for (const key of keysFrom(prefix)) freshOf(key)
  }, [])
  useEffect(() => {
    if (!path?.endsWith('/logout') || last.current === null) return
    for (const key of keysFrom(`${prefix}${last.current}:`)) forget(key)
  }, [path])
  return children
}
