'use client'
/** Who else is changing this person just now; and the word that one is doing so oneself, for as long as it is so. */
import { useFormModified } from '@payloadcms/ui'
import { type ReactNode, useEffect, useState } from 'react'
import { beijingClock } from '../../domain/beijing.ts'
import type { Colleague } from '../../domain/edition.ts'
import { send } from '../ask.ts'

/** A third of the time after which the server takes a silent form for left. */
const againMs = 20_000

/** What is open and unchanged is read, and disturbs nobody. */
export function useTellEditing(id: string): void {
  const isEditing = useFormModified()
  // The same person may be open in two tabs, and one of them be left.
  const [form] = useState(() => crypto.randomUUID())
  useEffect(() => {
    if (!isEditing) return
    const tell = (is: boolean): void =>
      void send(`/api/honorees/${id}/editing`, { isEditing: is, form }, { keepalive: true })
    const leave = (): void => tell(false)
    tell(true)
    const timer = setInterval(() => tell(true), againMs)
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [id, form, isEditing])
}

export const Others = ({ others }: { readonly others: readonly Colleague[] }): ReactNode => (
  <div role="status">
    {others.length > 0 ? (
      <p className="zm-note">
        <span aria-hidden="true">◐</span>{' '}
        {others
          .map(({ name, since }) => `${name} 正在编辑此人（自 ${beijingClock(new Date(since))}）`)
          .join('，')}
        。您也可以照常填写：各改各的会自动合并，改到同一处时会请您选定。
      </p>
    ) : null}
  </div>
)
