/** A page of ours inside the studio's frame. */
import { DefaultTemplate } from '@payloadcms/next/templates'
import { Gutter, SetStepNav } from '@payloadcms/ui'
import { redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import type { Role } from '../domain/role.ts'
import { AskedFirst, type AsksOfCampaign } from './asked-first.tsx'

interface Props extends AdminViewServerProps {
  readonly title: string
  /** Below `/admin`. */
  readonly path: string
  /** Who may see it. The endpoints decide; a page that could do nothing is not shown. */
  readonly isFor?: (role: Role) => boolean
  /** Where the page is about a campaign: what it asks first of it. */
  readonly asks?: AsksOfCampaign
  readonly children: ReactNode
}

export function StudioPage({ title, path, isFor, asks, children, ...view }: Props): ReactNode {
  const { initPageResult, params, searchParams } = view
  const { req, permissions, locale, visibleEntities } = initPageResult
  if (!req.user) redirect(`/admin/login?redirect=/admin/${path}`)
  const room = asks ? (
    <AskedFirst payload={req.payload} user={req.user} searchParams={searchParams} asks={asks}>
      {children}
    </AskedFirst>
  ) : (
    children
  )
  const isAllowed = !isFor || isFor((req.user as unknown as { role: Role }).role)
  return (
    <DefaultTemplate
      i18n={req.i18n}
      {...(locale ? { locale } : {})}
      {...(params ? { params } : {})}
      {...(searchParams ? { searchParams } : {})}
      payload={req.payload}
      permissions={permissions}
      user={req.user}
      // The bell: Payload hands it to its own pages alone.
      viewActions={req.payload.config.admin.components?.actions ?? []}
      visibleEntities={visibleEntities}
    >
      <SetStepNav nav={[{ label: title }]} />
      <Gutter className="zm-page">
        <h1>{title}</h1>
        {isAllowed ? room : <p>您的账号没有查看“{title}”的权限。需要办理的，请联系管理员。</p>}
      </Gutter>
    </DefaultTemplate>
  )
}
