'use client'
/** One hand-in as the page works with it: opened with the first file, judged again whenever something arrives or is changed. */
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Told } from '../../domain/hand-in.ts'
import type { Verdict } from '../../domain/verdict.ts'
import { type Answer, ask } from '../ask.ts'
import type { PickedFile } from './picked-files.ts'
import { type Uploads, useUploads } from './use-uploads.ts'

export interface Taken {
  readonly added: number
  readonly refused: number
  readonly waiting: number
  readonly replaced: number
}

export interface OpenHandIn {
  readonly id: string | null
  readonly uploads: Uploads
  readonly verdict: Verdict | null
  readonly told: readonly Told[]
  /** True while something asked for is under way, or a verdict is being formed. */
  readonly isBusy: boolean
  readonly failure: string | null
  /** What was done last, in a sentence. */
  readonly result: string | null
  send(picked: readonly PickedFile[]): Promise<void>
  /** Goes on with one that was left. */
  resume(id: string): void
  declare(file: string, declared: string | null): Promise<boolean>
  aside(file: string): Promise<boolean>
  /** Says whose a file is. */
  assign(file: string, person: { readonly unit: string; readonly name: string }): Promise<boolean>
  /** What is being typed of a person and not saved yet; null: nothing. Taking saves it first. */
  note(person: string, told: Told | null): void
  /** Saves what was typed. */
  tell(): Promise<boolean>
  /** Opens one with no file yet, for what is asked of a person. */
  begin(): Promise<void>
  /** Takes what may be taken, of all or of these; of the rest it is recorded why not. */
  take(files?: readonly string[]): Promise<boolean>
}

const none: readonly Told[] = []

/** `opens`: the body of the request that opens a hand-in; `say`: what taking came to, a function that stays the same. */
export function useHandIn(
  authorization: string | null,
  opens: Readonly<Record<string, unknown>>,
  say: (taken: Taken) => string,
): OpenHandIn {
  const call = useCall(authorization)
  const [failure, setFailure] = useState<string | null>(null)
  const { id, current, settle, open } = useOpening(call, opens, setFailure)
  const { verdict, isJudging, judge } = useJudging(call, current, setFailure)
  const { isActing, result, setResult, act } = useActing(call, current, judge, setFailure)
  const told = verdict?.told ?? none
  const { hasTyped, note, tell } = useTelling(told, act)

  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const uploads = useUploads(authorization, () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void judge(), 600)
  })
  useEffect(() => () => clearTimeout(timer.current), [])

  const resume = useCallback(
    (known: string) => {
      settle(known)
      void judge()
    },
    [settle, judge],
  )
  const begin = useCallback(async (): Promise<void> => {
    if ((await open()) !== null) await judge()
  }, [open, judge])

  const isBusy = isJudging || isActing
  return useMemo(
    () => ({
      id,
      uploads,
      verdict,
      told,
      isBusy,
      failure,
      result,
      resume,
      async send(picked) {
        setResult(null)
        const handIn = await open()
        if (handIn !== null) uploads.add(handIn, picked)
      },
      declare: (file, declared) => act('file', { file, declared }, () => null),
      aside: (file) => act<{ message: string }>('file', { file, aside: true }, ({ message }) => message),
      assign: (file, person) => act<{ message: string }>('file', { file, person }, ({ message }) => message),
      note,
      tell,
      begin,
      async take(files) {
        if (hasTyped() && !(await tell())) return false
        return act<Taken>('take', { files: files ?? null }, say)
      },
    }),
    [
      id,
      uploads,
      verdict,
      told,
      isBusy,
      failure,
      result,
      resume,
      begin,
      note,
      tell,
      hasTyped,
      open,
      act,
      say,
      setResult,
    ],
  )
}

type Call = <T>(path: string, body?: unknown) => Promise<Answer<T>>
type Act = <T>(path: string, body: unknown, say: (value: T) => string | null) => Promise<boolean>
/** Of the open hand-in; read when something is asked, not when it was drawn. */
type Current = RefObject<string | null>
type Fail = (sentence: string | null) => void

const useCall = (authorization: string | null): Call =>
  useCallback(
    <T>(path: string, body?: unknown): Promise<Answer<T>> =>
      ask<T>(`/api/hand-ins/${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(authorization === null ? {} : { authorization }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    [authorization],
  )

/** Opened once, however many ask at the same time. */
function useOpening(call: Call, opens: Readonly<Record<string, unknown>>, fail: Fail) {
  const [id, setId] = useState<string | null>(null)
  const current = useRef<string | null>(null)
  const settle = useCallback((known: string): void => {
    current.current = known
    setId(known)
  }, [])
  const opening = useRef<Promise<string | null> | null>(null)
  const open = useCallback((): Promise<string | null> => {
    if (current.current !== null) return Promise.resolve(current.current)
    opening.current ??= call<{ id: string }>('open', opens).then((answer) => {
      opening.current = null
      if (!answer.ok) {
        fail(answer.sentence)
        return null
      }
      settle(answer.value.id)
      return answer.value.id
    })
    return opening.current
  }, [call, opens, settle, fail])
  return { id, current, settle, open }
}

/** One question at a time; what comes meanwhile is asked once more afterwards. */
function useJudging(call: Call, current: Current, fail: Fail) {
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [isJudging, setIsJudging] = useState(false)
  const asking = useRef<'no' | 'yes' | 'again'>('no')
  const judge = useCallback(async (): Promise<void> => {
    if (current.current === null) return
    if (asking.current !== 'no') {
      asking.current = 'again'
      return
    }
    setIsJudging(true)
    do {
      asking.current = 'yes'
      const answer: Answer<Verdict> = await call<Verdict>(`${current.current}/verdict`)
      if (answer.ok) {
        setVerdict(answer.value)
        fail(null)
      } else fail(answer.sentence)
    } while ((asking.current as string) === 'again')
    asking.current = 'no'
    setIsJudging(false)
  }, [call, current, fail])
  return { verdict, isJudging, judge }
}

/**
 * One after the other: what is taken must know the use just chosen, and an answer that comes late would wipe the
 * sentence of what was done after it.
 */
function useActing(call: Call, current: Current, judge: () => Promise<void>, fail: Fail) {
  const [acting, setActing] = useState(0)
  const [result, setResult] = useState<string | null>(null)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const act: Act = useCallback(
    <T>(path: string, body: unknown, say: (value: T) => string | null): Promise<boolean> => {
      setActing((count) => count + 1)
      const done = last.current.then(async () => {
        const answer = await call<T>(`${current.current}/${path}`, body)
        fail(answer.ok ? null : answer.sentence)
        setResult(answer.ok ? say(answer.value) : null)
        await judge()
        setActing((count) => count - 1)
        return answer.ok
      })
      last.current = done
      return done
    },
    [call, current, judge, fail],
  )
  return { isActing: acting > 0, result, setResult, act }
}

/** What is typed of people: kept here until it is saved, with what was told before. */
function useTelling(told: readonly Told[], act: Act) {
  const typed = useRef(new Map<string, Told>())
  const hasTyped = useCallback((): boolean => typed.current.size > 0, [])
  const note = useCallback((person: string, one: Told | null): void => {
    if (one) typed.current.set(person, one)
    else typed.current.delete(person)
  }, [])
  const tell = useCallback(async (): Promise<boolean> => {
    const sent = [...typed.current]
    const isSent = (known: Told): boolean =>
      sent.some(([, one]) => one.name === known.name && one.unit === known.unit)
    const all = [...told.filter((known) => !isSent(known)), ...sent.map(([, one]) => one)]
    const isSaved = await act<{ message: string }>('tell', { told: all }, ({ message }) => message)
    // What was typed meanwhile is not saved yet.
    if (isSaved)
      for (const [person, one] of sent) if (typed.current.get(person) === one) typed.current.delete(person)
    return isSaved
  }, [told, act])
  return { hasTyped, note, tell }
}
