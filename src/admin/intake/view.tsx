/** `/admin/intake` inside the studio's frame. */
import { DefaultTemplate } from '@payloadcms/next/templates'
import { Gutter } from '@payloadcms/ui'
import { redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import { Intake } from './intake.tsx'

export function IntakeView({ initPageResult, params, searchParams }: AdminViewServerProps): ReactNode {
  const { req, permissions, locale, visibleEntities } = initPageResult
  if (!req.user) redirect('/admin/login?redirect=/admin/intake')
  return (
    <DefaultTemplate
      i18n={req.i18n}
      {...(locale ? { locale } : {})}
      {...(params ? { params } : {})}
      {...(searchParams ? { searchParams } : {})}
      payload={req.payload}
      permissions={permissions}
      user={req.user}
      visibleEntities={visibleEntities}
    >
      <Gutter>
        <h1>收件</h1>
        {/* The endpoints decide; a page that could do nothing is not shown. */}
        {(req.user as { role?: unknown }).role !== 'operator' ? (
          <Intake />
        ) : (
          <p>收件由编辑、审核和管理员办理，您的账号没有这项权限。</p>
        )}
      </Gutter>
    </DefaultTemplate>
  )
}
