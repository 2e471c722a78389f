'use client'
/** 新建活动: one step at a time, back and forth without losing a word, whole before anything is made. */
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { campaignPreference } from '../../domain/campaign.ts'
import {
  type CampaignDraft,
  deadlineAt,
  emptyDraft,
  namedOrganisers,
  type SetupStep,
  setupStepLabel,
  setupSteps,
  stepProblems,
  stepTowards,
} from '../../domain/campaign-draft.ts'
import { readRules, storedRules } from '../../domain/rules-form.ts'
import { send } from '../ask.ts'
import { useCampaign } from '../campaign-switch.tsx'
import { Colleagues } from './colleagues.tsx'
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

interface Props {
  /** This year's, by Beijing's calendar. */
  readonly year: number
  readonly channels: readonly ChannelChoice[]
  readonly mayInvite: boolean
}

export function CampaignSetup({ year, channels, mayInvite }: Props): ReactNode {
  const { draft, failure, change } = useDraft(year)
  const { chosen, failure: unread } = useCampaign()
  const [refused, setRefused] = useState<readonly string[]>([])
  const [isMaking, setMaking] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const step = draft?.step ?? null
  const shown = useRef<SetupStep | null>(null)
  useEffect(() => {
    // Whoever goes by keyboard or ear begins each step at its heading.
    if (shown.current !== null && step !== shown.current) heading.current?.focus()
    shown.current = step
  }, [step])

  const bounds = {
    taken: chosen?.campaigns.map(({ label }) => label) ?? [],
    channelCount: channels.length,
  }
  useStepOfAddress(chosen && step, (to) => {
    const arrived = draft && stepTowards(draft, to, bounds)
    if (arrived) change({ step: arrived })
    setRefused([])
    return arrived
  })

  if (!draft || !chosen) return <p className="zm-quiet">{failure ?? unread ?? '正在打开…'}</p>
  const isMade = draft.campaignId !== null
  const at = setupSteps.indexOf(draft.step)
  const go = (to: SetupStep): void => {
    setRefused([])
    change({ step: to })
    showStep(to, 'push')
  }
  const next = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const problems = stepProblems(draft, draft.step, bounds)
    setRefused(problems)
    if (problems.length > 0) return
    if (draft.step !== 'check') return go(setupSteps[at + 1] ?? 'next')
    setMaking(true)
    const made = await send<{ doc: { id: string } }>('/api/campaigns', campaignOf(draft))
    setMaking(false)
    if (!made.ok) return setRefused([made.sentence])
    await send(`/api/payload-preferences/${campaignPreference}`, { value: made.value.doc.id })
    change({ step: 'colleagues', campaignId: made.value.doc.id })
    showStep('colleagues', 'replace')
  }

  return (
    <div className="zs">
      <Steps current={draft.step} isMade={isMade} onGo={go} />
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
        <StepBody draft={draft} change={change} onGo={go} channels={channels} mayInvite={mayInvite} />
        {draft.step === 'next' ? null : (
          <div className="zs-go">
            {at > 0 && draft.step !== 'colleagues' ? (
              <button
                type="button"
                className="zs-button"
                onClick={() => go(setupSteps[at - 1] ?? 'campaign')}
              >
                上一步
              </button>
            ) : null}
            <button type="submit" className="zs-button zs-button--main" disabled={isMaking}>
              {draft.step === 'check' ? `新建 ${draft.year} 年活动` : `下一步：${labelAfter(at)}`}
            </button>
            {at < setupSteps.indexOf('channels') && stepTowards(draft, 'check', bounds) === 'check' ? (
              <button type="button" className="zs-button" onClick={() => go('check')}>
                直接去核对
              </button>
            ) : null}
            {isMade ? null : (
              <span className="zm-quiet">随时可以离开，填过的内容会留着；新建之前什么都不会生效。</span>
            )}
          </div>
        )}
      </form>
    </div>
  )
}

interface BodyProps extends StepProps {
  readonly onGo: (step: SetupStep) => void
  readonly channels: readonly ChannelChoice[]
  readonly mayInvite: boolean
}

function StepBody({ draft, change, onGo, channels, mayInvite }: BodyProps): ReactNode {
  switch (draft.step) {
    case 'campaign':
      return <CampaignStep draft={draft} change={change} />
    case 'rules':
      return <RulesStep draft={draft} change={change} />
    case 'organisers':
      return <OrganisersStep draft={draft} change={change} />
    case 'channels':
      return <ChannelsStep draft={draft} change={change} channels={channels} />
    case 'check':
      return <CheckStep draft={draft} channels={channels} />
    case 'colleagues':
      return <Colleagues mayInvite={mayInvite} />
    case 'next':
      return (
        <Next
          campaignId={draft.campaignId}
          onAgain={() => {
            change(emptyDraft(Number(draft.year) + 1))
            onGo('campaign')
          }}
        />
      )
  }
}

const labelAfter = (at: number): string => setupStepLabel[setupSteps[at + 1] ?? 'next']

/** The row as the collection takes it, judged there by its own rules. */
const campaignOf = (draft: CampaignDraft) => ({
  year: Number(draft.year),
  title: draft.title.trim(),
  organisers: namedOrganisers(draft).join('\n'),
  submissionsUntil: deadlineAt(draft)?.toISOString(),
  unusedChannels: draft.unusedChannels,
  rules: storedRules(readRules(draft.rules)),
})

interface StepsProps {
  readonly current: SetupStep
  readonly isMade: boolean
  readonly onGo: (step: SetupStep) => void
}

/** Where one is; what was passed can be gone back to, until the campaign is made. */
function Steps({ current, isMade, onGo }: StepsProps): ReactNode {
  const at = setupSteps.indexOf(current)
  const firstOpen = isMade ? setupSteps.indexOf('colleagues') : 0
  return (
    <ol className="zs-steps" aria-label="步骤">
      {setupSteps.map((step, index) => (
        <li key={step} data-state={index < at ? 'done' : index === at ? 'current' : 'ahead'}>
          {index < at && index >= firstOpen ? (
            <button type="button" className="zs-back" onClick={() => onGo(step)}>
              ✓ {setupStepLabel[step]}
            </button>
          ) : (
            <span aria-current={index === at ? 'step' : undefined}>
              {index < at ? '✓' : index + 1} {setupStepLabel[step]}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
