'use client'
/** What somebody draws on a photograph or on the frame of a film, what saving it would cost, and the save. */
import { toast } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { FocalPoint } from '../../domain/asset.ts'
import { type Crops, cropList, type Placed, type Ratio } from '../../domain/crop.ts'
import type { CropCost, Framed } from '../../domain/cropping.ts'
import { secondsOf } from '../../domain/film-cover.ts'
import { type Answer, send } from '../ask.ts'

/** Not saved yet. */
export interface Draft {
  readonly focal: FocalPoint | null
  readonly crops: Crops
  /** Of a film; null where the machine chooses, and for photographs. */
  readonly coverMs: number | null
}

export interface Framing {
  readonly draft: Draft
  readonly isChanged: boolean
  /** What saving would cost; null while it is not known. */
  readonly cost: Answer<Saved> | null
  readonly isBusy: boolean
  change(part: Partial<Draft>): void
  reset(): void
  save(): Promise<void>
  /** The point itself: set, found, or supposed until the server has looked. */
  readonly focal: FocalPoint
  /** What decides where a ratio is cut. */
  placedIn(ratio: Ratio): Placed
}

type Saved = CropCost & { readonly seen: string; readonly subject?: FocalPoint | null }

interface Subject extends Framed {
  readonly coverMs?: number | null
}

/** Eyes of a person who is photographed on purpose; shown until the server has looked. */
const usual: FocalPoint = { x: 0.5, y: 0.4 }

/** `what` is saved, in the toast's words. */
export function useFraming(framed: Subject, what: string, mayChange: boolean, onSaved: () => void): Framing {
  const stored: Draft = {
    focal: framed.focal,
    crops: Object.fromEntries(framed.crops.map(({ ratio, ...crop }) => [ratio, crop])),
    coverMs: framed.coverMs ?? null,
  }
  const [draft, setDraft] = useState(stored)
  const [isBusy, setIsBusy] = useState(false)
  const isChanged = textOf(draft) !== textOf(stored)
  const { cost, subject } = useTrial(framed, draft, isChanged, mayChange)
  const save = async (): Promise<void> => {
    setIsBusy(true)
    const answer = await post(framed, draft, false)
    setIsBusy(false)
    if (!answer.ok) {
      toast.error(answer.sentence, { duration: 15_000 })
      return
    }
    const { length } = answer.value.redone
    toast.success(
      length > 0 ? `${what}已保存，正在重做 ${length} 个成品。` : `${what}已保存，没有成品需要重做。`,
    )
    onSaved()
  }
  const focal = draft.focal ?? subject ?? usual
  return {
    ...{ draft, isChanged, cost, isBusy, save, focal },
    change: (part) => setDraft({ ...draft, ...part }),
    reset: () => setDraft(stored),
    placedIn(ratio) {
      const crop = draft.crops[ratio]
      return crop ? { crop } : { focal }
    },
  }
}

const textOf = ({ focal, crops, coverMs }: Draft): string => JSON.stringify([focal, cropList(crops), coverMs])

const post = (
  { id, seen, coverMs: stored }: Subject,
  { focal, crops, coverMs }: Draft,
  isTrial: boolean,
  signal?: AbortSignal,
): Promise<Answer<Saved>> =>
  send<Saved>(
    `/api/assets/${id}/crops`,
    {
      ...{ focal, crops: cropList(crops), seen, isTrial },
      ...(stored === undefined ? {} : { coverSeconds: coverMs === null ? null : secondsOf(coverMs) }),
    },
    signal ? { signal } : {},
  )

interface Trial {
  readonly cost: Answer<Saved> | null
  /** Where it is cut around while no point is set; null while that is not known. */
  readonly subject: FocalPoint | null
}

/** Asks what saving would cost, and where the subject is in a picture nobody has looked at yet. */
function useTrial(framed: Subject, draft: Draft, isChanged: boolean, mayChange: boolean): Trial {
  const [cost, setCost] = useState<Answer<Saved> | null>(null)
  const [found, setFound] = useState<{ readonly coverMs: number | null; readonly point: FocalPoint } | null>(
    null,
  )
  const { focal, crops, coverMs } = draft
  const isPicture = framed.coverMs === undefined || coverMs !== null
  const known = coverMs === (framed.coverMs ?? null) ? framed.subject : null
  const subject = known ?? (found?.coverMs === coverMs ? found.point : null)
  const isAsked = mayChange && (isChanged || (isPicture && focal === null && subject === null))
  useEffect(() => {
    setCost(null)
    if (!isAsked) return
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      const answer = await post(framed, { focal, crops, coverMs }, true, stop.signal)
      if (stop.signal.aborted) return
      setCost(answer)
      if (answer.ok && answer.value.subject && focal === null)
        setFound({ coverMs, point: answer.value.subject })
    }, 400)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [framed, focal, crops, coverMs, isAsked])
  return { cost, subject }
}
