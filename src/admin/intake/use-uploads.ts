'use client'
/** Sends files to `/uploads` in pieces, a few at once, and goes on where it stopped when the line breaks or the page is opened again. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { Upload } from 'tus-js-client'
import type { PickedFile } from './picked-files.ts'

export interface Sending {
  readonly path: string
  readonly bytes: number
  readonly sent: number
  readonly state: 'waiting' | 'sending' | 'done' | 'failed'
  /** Why it failed. */
  readonly sentence: string | null
}

export interface Uploads {
  readonly files: readonly Sending[]
  add(handInId: string, picked: readonly PickedFile[]): void
  /** Sends again what failed. */
  retry(): void
}

const atOnce = 3
/** Small enough that a proxy keeps little, large enough that a film needs few requests. */
const chunkBytes = 16_000_000
const retryDelays = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000, 60_000]

interface Job extends Sending {
  readonly upload: Upload
}

/** `authorization`: of a unit's link; null where the session's cookie says who sends. `onArrived` after each whole file. */
export function useUploads(authorization: string | null, onArrived: () => void): Uploads {
  const jobs = useRef<Job[]>([])
  const [files, setFiles] = useState<readonly Sending[]>([])
  const arrived = useRef(onArrived)
  arrived.current = onArrived

  const show = useCallback(() => setFiles([...jobs.current]), [])
  const change = useCallback(
    (path: string, changes: Partial<Job>) => {
      jobs.current = jobs.current.map((job) => (job.path === path ? { ...job, ...changes } : job))
      show()
    },
    [show],
  )
  const pump = useCallback(() => {
    const free = atOnce - jobs.current.filter(({ state }) => state === 'sending').length
    for (const { path, upload } of jobs.current.filter(({ state }) => state === 'waiting').slice(0, free)) {
      change(path, { state: 'sending', sentence: null })
      void upload.findPreviousUploads().then(([previous]) => {
        if (previous) upload.resumeFromPreviousUpload(previous)
        upload.start()
      })
    }
  }, [change])

  const add = useCallback(
    (handInId: string, picked: readonly PickedFile[]) => {
      for (const { file, path } of picked) {
        const upload = new Upload(file, {
          endpoint: '/uploads',
          chunkSize: chunkBytes,
          retryDelays,
          removeFingerprintOnSuccess: true,
          metadata: { handIn: handInId, path },
          // The same file in another hand-in, or under another name, is another upload.
          fingerprint: async () => ['zuimei', handInId, path, file.size, file.lastModified].join('-'),
          ...(authorization === null ? {} : { headers: { authorization } }),
          onProgress: (sent) => change(path, { sent }),
          onSuccess: () => {
            change(path, { state: 'done', sent: file.size })
            arrived.current()
            pump()
          },
          onError: (error) => {
            change(path, { state: 'failed', sentence: sentenceOf(error) })
            pump()
          },
        })
        const job: Job = { path, bytes: file.size, sent: 0, state: 'waiting', sentence: null, upload }
        jobs.current = [...jobs.current.filter((one) => one.path !== path), job]
      }
      show()
      pump()
    },
    [authorization, change, pump, show],
  )
  const retry = useCallback(() => {
    jobs.current = jobs.current.map((job) => (job.state === 'failed' ? { ...job, state: 'waiting' } : job))
    show()
    pump()
  }, [pump, show])

  const isBusy = files.some(({ state }) => state === 'waiting' || state === 'sending')
  useEffect(() => {
    if (!isBusy) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isBusy])

  return { files, add, retry }
}

/** The server's own words where it gave any. */
function sentenceOf(error: Error): string {
  const body =
    'originalResponse' in error ? (error.originalResponse as { getBody(): string } | null)?.getBody() : ''
  try {
    const said: unknown = JSON.parse(body ?? '').errors?.[0]?.message
    if (typeof said === 'string' && said !== '') return said
  } catch {
    // Not the server's: a proxy's page, or nothing at all.
  }
  return '网络中断，已传的部分不会丢失；请检查网络后点“重传”。'
}
