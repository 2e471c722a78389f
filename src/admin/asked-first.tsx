/** A room with what it asks first: asked by the server while it draws the page, and sent in the same answer. */
import type { ReactNode } from 'react'
import type { CampaignChoice } from '../domain/campaign.ts'
import { addresses } from './addresses.ts'
import { type Asker, firstAnswer } from './first-answer.ts'
import { Answered } from './first-answers.tsx'

/** Addresses that a page asks first, besides which campaign it is about: of that campaign, null where there is none. */
export type AsksOfCampaign = (campaignId: string | null) => readonly string[]

interface Props extends Asker {
  /** Of the page's address. */
  readonly searchParams: Readonly<Record<string, unknown>> | undefined
  readonly asks: AsksOfCampaign
  readonly children: ReactNode
}

export async function AskedFirst({ searchParams, asks, children, ...asker }: Props): Promise<ReactNode> {
  const asked = searchParams?.campaign
  const choice = addresses.choice(typeof asked === 'string' ? asked : '')
  const chosen = await firstAnswer(choice, asker)
  const campaignId = (chosen?.value as CampaignChoice | undefined)?.campaignId ?? null
  // The page does not wait for the others: they follow it in the same answer.
  const others = chosen ? asks(campaignId).map((one) => [one, firstAnswer(one, asker)] as const) : []
  return (
    <Answered answers={{ [choice]: Promise.resolve(chosen), ...Object.fromEntries(others) }}>
      {children}
    </Answered>
  )
}
