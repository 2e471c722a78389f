/** `/admin/health` inside the studio's frame. */
import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import { Health } from './health.tsx'
import { StudioPage } from './studio-page.tsx'

export const HealthView = (props: AdminViewServerProps): ReactNode => (
  <StudioPage {...props} title="健康" path="health" isFor={(role) => role === 'chief' || role === 'admin'}>
    <Health />
  </StudioPage>
)
