'use client'
/** 新建活动: one step at a time, back and forth without losing a word, whole before anything is made. */
import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { campaignPreference } from '../../domain/campaign.ts'
import {
  type CampaignDraft,
  deadlineAt,
  emptyDraft,
  freeYear,
  namedOrganisers,
  type SetupStep,
  setupStepLabel,
  stepProblems,
  stepTowards,
  yearRemark,
} from '../../domain/campaign-draft.ts'
import { readRules, storedRules } from '../../domain/rules-form.ts'
import { type Answer, send } from '../ask.ts'
import { useCampaign } from '../campaign-switch.tsx'
import { Colleagues } from '../colleagues/colleagues.tsx'
import { Next } from './next.tsx'
import './setup.css'
import { OrganisersStep } from './organisers.tsx'
import {
  CampaignStep,
  type ChannelChoice,
  ChannelsStep,
  CheckStep,
  RulesStep,
  type StepProps,
} from './steps.tsx'
import { useDraft } from './use-draft.ts'
import { showStep, useStepOfAddress } from './use-step.ts'
import { GoOn, Steps, stepAfter } from './way.tsx'

interface Props {
  /** This year's, by Beijing's calendar. */
  readonly year: number
  readonly channels: readonly ChannelChoice[]
  readonly mayInvite: boolean
}

export function CampaignSetup({ year, channels, mayInvite }: Props): ReactNode {
  const { chosen, failure: unread } = useCampaign()
  const taken = chosen?.campaigns.map(({ label }) => label) ?? []
  const { draft, failure, change } = useDraft(chosen && freeYear(year, taken))
  if (!draft || !chosen) return <p className="zm-quiet">{failure ?? unread ?? '正在打开…'}</p>
  return <Setup {...{ draft, failure, change, taken, channels, mayInvite }} />
}

interface SetupProps extends StepProps, Pick<Props, 'channels' | 'mayInvite'> {
  /** Of keeping the draft. */
  readonly failure: string | null
  /** Labels of the campaigns there are. */
  readonly taken: readonly string[]
}

/** Whoever goes by keyboard or ear begins each step at its heading. */
function useHeading(step: SetupStep): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (step !== shown.current) heading.current?.focus()
    shown.current = step
  }, [step])
  return heading
}

function Setup({ draft, failure, change, taken, channels, mayInvite }: SetupProps): ReactNode {
  const [refused, setRefused] = useState<readonly string[]>([])
  const [isMaking, setMaking] = useState(false)
  const heading = useHeading(draft.step)
  const bounds = { taken, channelCount: channels.length }
  useStepOfAddress(draft.step, (to) => {
    const arrived = stepTowards(draft, to, bounds)
    change({ step: arrived })
    setRefused([])
    return arrived
  })
  const remark = yearRemark(draft.year, taken)
  const go = (to: SetupStep): void => {
    setRefused([])
    change({ step: to })
    showStep(to, 'push')
  }
  const again = (): void => {
    change(emptyDraft(freeYear(Number(draft.year) + 1, taken)))
    go('campaign')
  }
  const next = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const problems = stepProblems(draft, draft.step, bounds)
    setRefused(problems)
    if (problems.length > 0) return
    if (draft.step !== 'check') return go(stepAfter(draft.step))
    setMaking(true)
    const made = await makeCampaign(draft)
    setMaking(false)
    if (!made.ok) return setRefused([made.sentence])
    change({ step: 'colleagues', campaignId: made.value.doc.id })
    showStep('colleagues', 'replace')
  }
  return (
    <div className="zs">
      <Steps current={draft.step} isMade={draft.campaignId !== null} onGo={go} />
      {failure ? (
        <p role="alert" className="zs-alert">
          {failure}
        </p>
      ) : null}
      <form className="zs-step" onSubmit={(event) => void next(event)} noValidate>
        <h2 ref={heading} tabIndex={-1}>
          {setupStepLabel[draft.step]}
        </h2>
        {refused.length > 0 ? (
          <ul role="alert" className="zs-alert">
            {refused.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        ) : null}
        <StepBody
          draft={draft}
          change={change}
          onAgain={again}
          // Once: the list above says it to who went on all the same.
          remark={remark === null || refused.includes(remark) ? null : remark}
          channels={channels}
          mayInvite={mayInvite}
        />
        {draft.step === 'next' ? null : (
          <GoOn
            draft={draft}
            isMaking={isMaking}
            mayCheck={stepTowards(draft, 'check', bounds) === 'check'}
            onGo={go}
          />
        )}
      </form>
    </div>
  )
}

interface BodyProps extends StepProps {
  /** Begins another campaign. */
  readonly onAgain: () => void
  /** Of the year, as soon as it is typed. */
  readonly remark: string | null
  readonly channels: readonly ChannelChoice[]
  readonly mayInvite: boolean
}

function StepBody({ draft, change, onAgain, remark, channels, mayInvite }: BodyProps): ReactNode {
  switch (draft.step) {
    case 'campaign':
      return <CampaignStep draft={draft} change={change} remark={remark} />
    case 'rules':
      return <RulesStep draft={draft} change={change} />
    case 'organisers':
      return <OrganisersStep draft={draft} change={change} />
    case 'channels':
      return <ChannelsStep draft={draft} change={change} channels={channels} />
    case 'check':
      return <CheckStep draft={draft} channels={channels} />
    case 'colleagues':
      return mayInvite ? (
        <>
          <Colleagues shows="all" />
          <p className="zm-quiet">没有要邀请的，直接到下一步；以后也可以在“设置”的“用户”里邀请。</p>
        </>
      ) : (
        <p>同事的账号由管理员邀请。您可以直接到下一步。</p>
      )
    case 'next':
      return <Next campaignId={draft.campaignId} onAgain={onAgain} />
  }
}

/** It is the one its maker works on from then on. */
async function makeCampaign(
  draft: CampaignDraft,
): Promise<Answer<{ readonly doc: { readonly id: string } }>> {
  const made = await send<{ doc: { id: string } }>('/api/campaigns', campaignOf(draft))
  if (made.ok) await send(`/api/payload-preferences/${campaignPreference}`, { value: made.value.doc.id })
  return made
}

/** The row as the collection takes it, judged there by its own rules. */
const campaignOf = (draft: CampaignDraft) => ({
  year: Number(draft.year),
  title: draft.title.trim(),
  organisers: namedOrganisers(draft).join('\n'),
  submissionsUntil: deadlineAt(draft)?.toISOString(),
  unusedChannels: draft.unusedChannels,
  rules: storedRules(readRules(draft.rules)),
})
