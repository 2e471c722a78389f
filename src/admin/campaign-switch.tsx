'use client'
/**
 * Which campaign the studio's pages are about: the one in the address (`?campaign=ID`), else the one this person chose
 * last, which the server remembers. A page asks `useCampaign` once, shows `CampaignSwitch`, and asks its own endpoints
 * with the id.
 */
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { type CampaignChoice, campaignPreference, demoMark } from '../domain/campaign.ts'
import { addresses } from './addresses.ts'
import { send, useAsk } from './ask.ts'

export interface ChosenCampaign extends CampaignChoice {
  readonly choose: (id: string) => Promise<void>
}

/** `chosen` is null until it is known; `failure` says why it is not. Its `campaignId` is null where there is no campaign yet. */
export function useCampaign(): { readonly chosen: ChosenCampaign | null; readonly failure: string | null } {
  const asked = useSearchParams().get('campaign') ?? ''
  const pathname = usePathname()
  const router = useRouter()
  const [choice, setChoice] = useState<CampaignChoice | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const ask = useAsk()
  useEffect(() => {
    const stop = new AbortController()
    void ask<CampaignChoice>(addresses.choice(asked), { signal: stop.signal }).then((answer) => {
      if (stop.signal.aborted) return
      if (answer.ok) setChoice(answer.value)
      setFailure(answer.ok ? null : answer.sentence)
    })
    return () => stop.abort()
  }, [asked, ask])

  const choose = useCallback(
    async (id: string): Promise<void> => {
      setChoice((known) => known && { ...known, campaignId: id })
      await send(`/api/payload-preferences/${campaignPreference}`, { value: id })
      const query = new URLSearchParams(window.location.search)
      query.set('campaign', id)
      router.replace(`${pathname}?${query}`)
    },
    [pathname, router],
  )
  return { chosen: choice && { ...choice, choose }, failure }
}

interface SwitchProps {
  readonly chosen: ChosenCampaign
  /** What stands beside it. */
  readonly children?: ReactNode
}

/** Says which year it is also where there is one campaign alone; nothing where there is none. */
export function CampaignSwitch({ chosen, children }: SwitchProps): ReactNode {
  const { campaigns, campaignId, choose } = chosen
  const current = campaigns.find(({ id }) => id === campaignId)
  if (!current) return null
  return (
    <div className="zm-choice">
      {campaigns.length > 1 ? (
        <label>
          活动{' '}
          <select value={current.id} onChange={(event) => void choose(event.target.value)}>
            {campaigns.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <span>活动：{current.label}</span>
      )}
      {current.isDemo ? <span className="zm-demo">{demoMark}</span> : null}
      {children}
    </div>
  )
}
