/** 今天, with what it asks first. */
import type { Payload, TypedUser } from 'payload'
import type { ReactNode } from 'react'
import { allows } from '../../domain/rights.ts'
import { roleIn } from '../../domain/role.ts'
import { addresses } from '../addresses.ts'
import { AskedFirst, type AsksOfCampaign } from '../asked-first.tsx'
import { Dashboard } from '../dashboard.tsx'

interface Props {
  readonly payload: Payload
  readonly user: TypedUser
  readonly searchParams?: Readonly<Record<string, unknown>>
}

export function TodayView({ payload, user, searchParams }: Props): ReactNode {
  const seesMaterial = allows(roleIn(user) ?? 'operator', 'assets', 'read')
  const asks: AsksOfCampaign = (campaignId) => [
    addresses.progress(campaignId),
    addresses.notices,
    ...(campaignId ? [addresses.today(campaignId)] : []),
    ...(campaignId && seesMaterial ? [addresses.counts(campaignId)] : []),
  ]
  return (
    <AskedFirst payload={payload} user={user} searchParams={searchParams} asks={asks}>
      <Dashboard />
    </AskedFirst>
  )
}
