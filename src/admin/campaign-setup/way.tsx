'use client'
/** Where one is among the steps, and the buttons that lead back and on. */
import type { ReactNode } from 'react'
import {
  type CampaignDraft,
  type SetupStep,
  setupStepLabel,
  setupSteps,
} from '../../domain/campaign-draft.ts'

export const stepAfter = (step: SetupStep): SetupStep => setupSteps[setupSteps.indexOf(step) + 1] ?? 'next'

interface StepsProps {
  readonly current: SetupStep
  readonly isMade: boolean
  readonly onGo: (step: SetupStep) => void
}

/** Where one is; what was passed can be gone back to, until the campaign is made. */
export function Steps({ current, isMade, onGo }: StepsProps): ReactNode {
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

interface GoProps {
  readonly draft: CampaignDraft
  readonly isMaking: boolean
  /** Nothing is lacking any more. */
  readonly mayCheck: boolean
  readonly onGo: (step: SetupStep) => void
}

/** Back, on, and straight to the end; the button that goes on sends the form. */
export function GoOn({ draft, isMaking, mayCheck, onGo }: GoProps): ReactNode {
  const at = setupSteps.indexOf(draft.step)
  return (
    <div className="zs-go">
      {at > 0 && draft.step !== 'colleagues' ? (
        <button type="button" className="zs-button" onClick={() => onGo(setupSteps[at - 1] ?? 'campaign')}>
          上一步
        </button>
      ) : null}
      <button type="submit" className="zs-button zs-button--main" disabled={isMaking}>
        {draft.step === 'check'
          ? `新建 ${draft.year} 年活动`
          : `下一步：${setupStepLabel[stepAfter(draft.step)]}`}
      </button>
      {mayCheck && at < setupSteps.indexOf('channels') ? (
        <button type="button" className="zs-button" onClick={() => onGo('check')}>
          直接去核对
        </button>
      ) : null}
      {draft.campaignId === null ? (
        <span className="zm-quiet">随时可以离开，填过的内容会留着；新建之前什么都不会生效。</span>
      ) : null}
    </div>
  )
}
