'use client'
/** The step stands in the address too, so that the browser's own back and forward go a step, and no step loses a word. */
import { useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { type SetupStep, setupSteps } from '../../domain/campaign-draft.ts'

const parameter = 'step'

/** `push`: a step somebody took, to which back leads; `replace`: where the page itself led. */
export function showStep(step: SetupStep, how: 'push' | 'replace'): void {
  const query = new URLSearchParams(window.location.search)
  if (query.get(parameter) === step) return
  query.set(parameter, step)
  // Not the router's: it would fetch the page anew.
  window.history[`${how}State`](null, '', `?${query}`)
}

/** `arrive` goes as far as `to` as it may, and says where that is. */
export function useStepOfAddress(current: SetupStep, arrive: (to: SetupStep) => SetupStep): void {
  const asked = useSearchParams().get(parameter)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step that somebody took is in the address already.
  useEffect(() => {
    const to = setupSteps.find((step) => step === asked)
    showStep(to && to !== current ? arrive(to) : current, 'replace')
  }, [asked])
}
