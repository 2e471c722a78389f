'use client'
/** How many notices are unread, at the head of every page. */
import { type ReactNode, useEffect, useState } from 'react'
import { usePolled } from './ask.ts'
import { noticesRead } from './notices.tsx'

const pauseMs = 60_000

export function NoticeBell(): ReactNode {
  const [turn, setTurn] = useState(0)
  const { latest } = usePolled<{ unread: number }>(`/api/notices/unread?turn=${turn}`, () => pauseMs)
  useEffect(() => {
    const again = (): void => setTurn((last) => last + 1)
    window.addEventListener(noticesRead, again)
    return () => window.removeEventListener(noticesRead, again)
  }, [])
  const unread = latest?.unread ?? 0
  const name = unread > 0 ? `通知，${unread} 条未读` : '通知'
  return (
    <a className="zm-bell" href="/admin/notices" aria-label={name} title={name}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 3a6 6 0 0 0-6 6v4.6L4.3 17h15.4L18 13.6V9a6 6 0 0 0-6-6zm-2 16a2 2 0 0 0 4 0" />
      </svg>
      {unread > 0 ? <span>{unread > 99 ? '99+' : unread}</span> : null}
    </a>
  )
}
