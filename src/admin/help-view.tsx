/** `/admin/help`: what each role does here, on paper too. */
import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import type { Role } from '../domain/role.ts'
import { helpFor, roleNames } from './help.tsx'
import { StudioPage } from './studio-page.tsx'

export function HelpView(props: AdminViewServerProps): ReactNode {
  const own = (props.initPageResult.req.user as { role?: Role } | null)?.role ?? 'operator'
  const asked = String(props.searchParams?.role ?? own)
  const role = (Object.keys(roleNames) as Role[]).find((one) => one === asked) ?? own
  return (
    <StudioPage {...props} title="帮助" path="help">
      <nav className="zm-tools zm-no-print" aria-label="按角色查看">
        {(Object.keys(roleNames) as Role[]).map((one) => (
          <a key={one} href={`/admin/help?role=${one}`} aria-current={one === role ? 'page' : undefined}>
            {roleNames[one]}
          </a>
        ))}
      </nav>
      <article className="zm-help">
        <h2>{roleNames[role]}怎么用这个系统</h2>
        {helpFor(role).map(({ title, steps, picture }) => (
          <section key={title}>
            <h3>{title}</h3>
            <ol>
              {steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            {picture ? (
              // biome-ignore lint/performance/noImgElement: a picture of the repository, shown as it is.
              <img src={`/help/${picture}.png`} alt={`${title}的页面`} loading="lazy" />
            ) : null}
          </section>
        ))}
      </article>
    </StudioPage>
  )
}
