/** `/admin/intake` inside the studio's frame. */

import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import { allows } from '../../domain/rights.ts'
import { addresses } from '../addresses.ts'
import { Intake } from '../rooms.tsx'
import { StudioPage } from '../studio-page.tsx'

export const IntakeView = (props: AdminViewServerProps): ReactNode => (
  <StudioPage
    {...props}
    title="收件"
    path="intake"
    isFor={(role) => allows(role, 'hand-ins', 'handIn')}
    asks={(id) => (id ? [addresses.waiting(id)] : [])}
  >
    <Intake />
  </StudioPage>
)
