'use client'
/** The studio's own pages in the order people work, and every collection, folded away, for who knows them. */
import { useAuth, useConfig } from '@payloadcms/ui'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { deciders, editors, everyone } from '../domain/rights.ts'
import { type Role, roleIn } from '../domain/role.ts'

const pages: readonly { readonly href: string; readonly label: string; readonly roles: readonly Role[] }[] = [
  { href: '/admin', label: '今天', roles: everyone },
  { href: '/admin/intake', label: '收件', roles: editors },
  { href: '/admin/board', label: '人选', roles: editors },
  { href: '/admin/collections/releases', label: '发布', roles: everyone },
  { href: '/admin/collections/screens', label: '屏幕', roles: everyone },
  { href: '/admin/collections/partners', label: '合作媒体', roles: deciders },
  { href: '/admin/collections/receipts', label: '回执', roles: everyone },
  { href: '/admin/settings', label: '设置', roles: deciders },
  { href: '/admin/help', label: '帮助', roles: everyone },
]

const isHere = (here: string, href: string): boolean =>
  here === href || (href !== '/admin' && here.startsWith(`${href}/`))

export function NavLinks(): ReactNode {
  const { user } = useAuth()
  const here = usePathname()
  const role = roleIn(user) ?? 'operator'
  const mine = pages.filter(({ roles }) => roles.includes(role))
  const current = mine.find(({ href }) => isHere(here, href))?.href
  return (
    <div className="zm-nav">
      {mine.map(({ href, label }) => (
        <a key={href} href={href} className="nav__link" aria-current={href === current ? 'page' : undefined}>
          {label}
        </a>
      ))}
      <AllData isOpen={current === undefined && here.startsWith('/admin/collections/')} here={here} />
    </div>
  )
}

/** Grouped as the collections say; what the role may not read is absent. */
function AllData({ isOpen, here }: { readonly isOpen: boolean; readonly here: string }): ReactNode {
  const { config } = useConfig()
  const { permissions } = useAuth()
  const groups = new Map<string, { readonly href: string; readonly label: string }[]>()
  for (const { slug, labels, admin } of config.collections) {
    const group = admin?.group
    if (typeof group !== 'string' || !permissions?.collections?.[slug]?.read) continue
    const link = { href: `/admin/collections/${slug}`, label: String(labels.plural) }
    groups.set(group, [...(groups.get(group) ?? []), link])
  }
  return (
    <details className="zm-all-data" open={isOpen}>
      <summary>全部数据</summary>
      {[...groups].map(([group, links]) => (
        <section key={group} aria-label={group}>
          <h2>{group}</h2>
          {links.map(({ href, label }) => (
            <a
              key={href}
              href={href}
              className="nav__link"
              aria-current={isHere(here, href) ? 'page' : undefined}
            >
              {label}
            </a>
          ))}
        </section>
      ))}
    </details>
  )
}
