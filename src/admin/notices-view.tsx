/** `/admin/notices` inside the studio's frame. */
import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import { Notices } from './notices.tsx'
import { StudioPage } from './studio-page.tsx'

export const NoticesView = (props: AdminViewServerProps): ReactNode => (
  <StudioPage {...props} title="通知" path="notices">
    <Notices />
  </StudioPage>
)
