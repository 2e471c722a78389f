/** `/admin/campaign-setup`: a new year's campaign, step by step (新建活动). */

import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import { channels } from '../../channels/index.ts'
import { campaignYear } from '../../domain/campaign.ts'
import { allows } from '../../domain/rights.ts'
import { roleIn } from '../../domain/role.ts'
import { CampaignSetup } from '../rooms.tsx'
import { StudioPage } from '../studio-page.tsx'

export const CampaignSetupView = (props: AdminViewServerProps): ReactNode => {
  const role = roleIn(props.initPageResult.req.user)
  return (
    <StudioPage
      {...props}
      title="新建活动"
      path="campaign-setup"
      isFor={(one) => allows(one, 'campaigns', 'create')}
    >
      <CampaignSetup
        year={campaignYear(new Date())}
        channels={channels.map(({ id, label, kind }) => ({ id, label, kind }))}
        mayInvite={allows(role, 'users', 'create')}
      />
    </StudioPage>
  )
}
