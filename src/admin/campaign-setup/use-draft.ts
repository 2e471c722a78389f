'use client'
/** The draft as it is typed: kept on the server a moment after each change, at once when the page is left. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { type CampaignDraft, draftPreference, emptyDraft, readDraft } from '../../domain/campaign-draft.ts'
import { ask, send } from '../ask.ts'

const address = `/api/payload-preferences/${draftPreference}`
const settleMs = 400

export interface Draft {
  /** Null until it is known what was kept. */
  readonly draft: CampaignDraft | null
  readonly failure: string | null
  readonly change: (changes: Partial<CampaignDraft>) => void
}

/** `year`: what an empty one begins with; null until it is known. */
export function useDraft(year: number | null): Draft {
  const [draft, setDraft] = useState<CampaignDraft | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const latest = useRef<CampaignDraft | null>(null)
  const unsaved = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  useEffect(() => {
    // What is typed meanwhile is newer than what was kept.
    if (year === null || latest.current) return
    void ask<{ value: unknown }>(address).then((answer) => {
      setFailure(answer.ok ? null : answer.sentence)
      if (!answer.ok) return
      latest.current = readDraft(answer.value.value, emptyDraft(year))
      setDraft(latest.current)
    })
  }, [year])

  const save = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current)
    if (!unsaved.current) return
    unsaved.current = false
    const answer = await send(
      address,
      { value: latest.current },
      {
        // Sent also while the page is being left.
        keepalive: true,
      },
    )
    if (!answer.ok) unsaved.current = true
    setFailure(answer.ok ? null : `刚才的改动还没有保存：${answer.sentence}`)
  }, [])

  useEffect(() => {
    const leave = (): void => void save()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [save])

  const change = useCallback(
    (changes: Partial<CampaignDraft>): void => {
      if (!latest.current) return
      latest.current = { ...latest.current, ...changes }
      setDraft(latest.current)
      unsaved.current = true
      clearTimeout(timer.current)
      if (changes.step) void save()
      else timer.current = setTimeout(() => void save(), settleMs)
    },
    [save],
  )
  return { draft, failure, change }
}
