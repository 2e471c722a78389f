'use client'
/** The studio's own pages, above Payload's collections: ordered by what people do. */
import { useAuth } from '@payloadcms/ui'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

const pages = [
  { href: '/admin', label: '今天', isForOperators: true },
  { href: '/admin/intake', label: '收件', isForOperators: false },
  { href: '/admin/board', label: '人选', isForOperators: false },
] as const

export function NavLinks(): ReactNode {
  const { user } = useAuth()
  const here = usePathname()
  const isOperator = (user as { role?: unknown } | null)?.role === 'operator'
  return (
    <div className="zm-nav">
      {pages
        .filter(({ isForOperators }) => isForOperators || !isOperator)
        .map(({ href, label }) => (
          <a key={href} href={href} className="nav__link" aria-current={here === href ? 'page' : undefined}>
            {label}
          </a>
        ))}
    </div>
  )
}
