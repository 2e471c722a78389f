/** `/admin/health` inside the studio's frame. */

import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import { allows } from '../domain/rights.ts'
import { Health } from './health.tsx'
import { StudioPage } from './studio-page.tsx'

export const HealthView = (props: AdminViewServerProps): ReactNode => (
  <StudioPage {...props} title="健康" path="health" isFor={(role) => allows(role, 'events', 'read')}>
    <Health />
  </StudioPage>
)
