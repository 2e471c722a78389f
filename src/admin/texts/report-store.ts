'use client'
/** The latest report of each open form's words, asked for once and shown under every field. */
import { useSyncExternalStore } from 'react'
import type { WordReport } from '../../domain/word-check/report.ts'

const told = new Map<string, WordReport>()
const listeners = new Set<() => void>()

export function tellReport(form: string, next: WordReport): void {
  told.set(form, next)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useReport = (form: string): WordReport | null =>
  useSyncExternalStore(
    subscribe,
    () => told.get(form) ?? null,
    () => null,
  )

const askers = new Map<string, () => void>()
/** Ask anew, e.g. when a finding was dismissed. */
export const askAgain = (form: string): void => askers.get(form)?.()
export const onAskAgain = (form: string, ask: () => void): (() => void) => {
  askers.set(form, ask)
  return () => askers.delete(form)
}

export const formName = (id: string | number | undefined): string => String(id ?? 'new')
