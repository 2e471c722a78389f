'use client'
/** How admin views talk to the studio's own endpoints: with the session's cookie, and a sentence when it fails. */
import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react'

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly sentence: string
      /** Labels of what was filled in wrongly, where that is why. */
      readonly fields?: readonly string[]
    }

const unreachable = '暂时连不上服务器，请检查网络后重试。'

/** The last answer of an address: whoever asks it again is told when it is still the same, and is not sent it twice. */
interface Kept<T> {
  tag: string | null
  value: T | null
}

interface Refused {
  readonly message?: unknown
  readonly fields?: readonly string[]
}

export async function ask<T>(path: string, init: RequestInit = {}, kept?: Kept<T>): Promise<Answer<T>> {
  let response: Response
  try {
    const known = kept?.tag ? { headers: { 'if-none-match': kept.tag } } : {}
    response = await fetch(path, { credentials: 'include', cache: 'no-store', ...known, ...init })
  } catch {
    return { ok: false, sentence: unreachable }
  }
  if (response.status === 304 && kept?.value) return { ok: true, value: kept.value }
  const body: unknown = await response.json().catch(() => null)
  if (response.ok && body !== null) {
    if (kept) Object.assign(kept, { tag: response.headers.get('etag'), value: body })
    return { ok: true, value: body as T }
  }
  const errors = (body as { errors?: readonly Refused[] } | null)?.errors
  const { message, fields } = errors?.[0] ?? {}
  const sentence = typeof message === 'string' && message !== '' ? message : unreachable
  return { ok: false, sentence, ...(fields && { fields }) }
}

/** Posts a value as JSON; `init` where it may be called off or must outlive the page. */
export const send = <T>(
  path: string,
  body: unknown,
  init: Pick<RequestInit, 'signal' | 'keepalive'> = {},
): Promise<Answer<T>> =>
  ask<T>(path, {
    ...init,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** What the server asked ahead while it made the page. */
export interface FirstAnswer {
  readonly tag: string | null
  readonly value: unknown
}

/** By address; null where there was no good answer, so that whoever asks is told why. */
export type FirstAnswers = Readonly<Record<string, PromiseLike<FirstAnswer | null>>>

export const Given = createContext<FirstAnswers>({})

/** They are as things were when the page was made: whoever comes back to the page asks anew. */
const taken = new WeakSet<PromiseLike<FirstAnswer | null>>()

export async function askFirst<T>(
  given: FirstAnswers,
  path: string,
  init: RequestInit = {},
  kept?: Kept<T>,
): Promise<Answer<T>> {
  const first = given[path]
  if (!first || taken.has(first)) return ask(path, init, kept)
  taken.add(first)
  const found = await first
  if (!found) return ask(path, init, kept)
  const value = found.value as T
  if (kept) Object.assign(kept, { tag: found.tag, value })
  return { ok: true, value }
}

/** `ask`, for what may have come with the page. */
export function useAsk(): <T>(path: string, init?: RequestInit, kept?: Kept<T>) => Promise<Answer<T>> {
  const given = useContext(Given)
  return useCallback((path, init, kept) => askFirst(given, path, init, kept), [given])
}

export interface Polled<T> {
  readonly latest: T | null
  readonly failure: string | null
}

/**
 * Asks again and again: `pause` says after each answer how many milliseconds to wait, null when there is nothing more
 * to wait for. A hidden tab does not ask. The last good answer stays while a later one fails.
 */
export function usePolled<T>(path: string | null, pause: (latest: T) => number | null): Polled<T> {
  const [latest, setLatest] = useState<T | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const pauseNow = useRef(pause)
  pauseNow.current = pause
  const asking = useRef(ask)
  asking.current = useAsk()

  useEffect(() => {
    if (path === null) return
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const kept: Kept<T> = { tag: null, value: null }
    const look = async (): Promise<void> => {
      if (document.hidden) {
        timer = setTimeout(look, 1_000)
        return
      }
      const answer = await asking.current<T>(path, { signal: stop.signal }, kept)
      if (stop.signal.aborted) return
      if (answer.ok) {
        setLatest(answer.value)
        setFailure(null)
      } else setFailure(answer.sentence)
      const wait = answer.ok ? pauseNow.current(answer.value) : 10_000
      if (wait !== null) timer = setTimeout(look, wait)
    }
    void look()
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [path])

  return { latest, failure }
}
