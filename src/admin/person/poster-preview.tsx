'use client'
/** Beside the words a poster carries: the posters as they would be with the words as they stand in the form. */
import { useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { PosterWords } from '../../domain/poster-content.ts'
import type { PosterPreview } from '../../domain/poster-preview.ts'
import { ask } from '../ask.ts'
import { PreviewDialog } from './preview-dialog.tsx'
import './person.css'

/** Long enough for a word to be typed to its end. */
const pauseMs = 350

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export function PosterPreviewPanel(): ReactNode {
  const { id } = useDocumentInfo()
  const name = useFormFields(([fields]) => textOf(fields.name?.value))
  const position = useFormFields(([fields]) => textOf(fields.position?.value))
  const workplace = useFormFields(([fields]) => textOf(fields.workplace?.value))
  const motto = useFormFields(([fields]) => textOf(fields.motto?.value))
  const panel = useRef<HTMLElement>(null)
  const isSeen = useSeen(panel)
  const { preview, isBusy, failure } = usePreview(isSeen && id !== undefined ? String(id) : null, {
    name,
    position,
    workplace,
    motto,
  })
  const [at, setAt] = useState<number | null>(null)
  const posters = preview?.posters ?? []
  const drawn = posters.filter(({ image }) => image !== null)
  const current = at === null ? undefined : drawn[at]
  const problems = failure ? [failure] : (preview?.problems ?? [])
  return (
    <section ref={panel} className="zp zp-posters" aria-label="海报预览" aria-busy={isBusy}>
      <h3>海报预览</h3>
      <p className="zm-quiet" aria-live="polite">
        {id === undefined
          ? '保存并上传照片后，在此预览各屏幕的海报。'
          : isBusy
            ? '正在更新…'
            : problems.length > 0
              ? '海报没有更新。'
              : '按表单里现在的文字画出，尚未保存；改一个字，海报随之更新。'}
      </p>
      {problems.map((problem) => (
        <p key={problem} className="zm-note zm-note--bad" role="alert">
          {problem}
        </p>
      ))}
      <ul className="zp-strip">
        {posters.map(({ width, height, image, problem, channels }) => (
          <li key={`${width}x${height}`}>
            {image ? (
              <button
                type="button"
                className="zp-poster"
                aria-label={`看大图：海报 ${width}×${height}`}
                onClick={() => setAt(drawn.findIndex((one) => one.image === image))}
              >
                {/* biome-ignore lint/performance/noImgElement: drawn for this page alone */}
                <img src={image} alt="" />
              </button>
            ) : (
              <p className="zm-note zm-note--bad">{problem}</p>
            )}
            <span>
              {width}×{height}
            </span>
            <span className="zm-quiet" title={channels.join('、')}>
              {channels.join('、')}
            </span>
          </li>
        ))}
      </ul>
      {at !== null && current ? (
        <PreviewDialog
          at={at}
          count={drawn.length}
          onTurn={setAt}
          onClose={() => setAt(null)}
          shown={{
            name: `海报 ${current.width}×${current.height}（预览）`,
            lines: [`用于：${current.channels.join('、')}`, '小样，成品按屏幕的像素制作。'],
            href: current.image,
          }}
        />
      ) : null}
    </section>
  )
}

/** Nobody who only passes by makes the server draw. */
function useSeen(element: { readonly current: HTMLElement | null }): boolean {
  const [isSeen, setIsSeen] = useState(false)
  useEffect(() => {
    if (!element.current) return
    const watcher = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return
      setIsSeen(true)
      watcher.disconnect()
    })
    watcher.observe(element.current)
    return () => watcher.disconnect()
  }, [element])
  return isSeen
}

interface Looked {
  /** The last that could be drawn, while a newer one is under way or cannot be. */
  readonly preview: PosterPreview | null
  readonly isBusy: boolean
  readonly failure: string | null
}

function usePreview(honoreeId: string | null, words: PosterWords): Looked {
  const [preview, setPreview] = useState<PosterPreview | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const body = JSON.stringify(words)
  useEffect(() => {
    if (honoreeId === null) return
    const stop = new AbortController()
    setIsBusy(true)
    const timer = setTimeout(async () => {
      const answer = await ask<PosterPreview>(`/api/honorees/${honoreeId}/posters`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
        signal: stop.signal,
      })
      // Newer words are on their way.
      if (stop.signal.aborted) return
      setIsBusy(false)
      setFailure(answer.ok ? null : answer.sentence)
      if (!answer.ok) return
      const { problems, posters } = answer.value
      setPreview((last) => ({ problems, posters: posters.length > 0 ? posters : (last?.posters ?? []) }))
    }, pauseMs)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [honoreeId, body])
  return { preview, isBusy, failure }
}
