'use client'
/** One finished file as large as the window allows; arrow keys go through its neighbours, Esc closes. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { fileAt } from '../variant-file.tsx'

export interface Previewed {
  readonly name: string
  /** Where it is used, sizes, and whatever else is worth a line. */
  readonly lines: readonly string[]
  /** Null while there is no file. */
  readonly href: string | null
  /** State, reason, and what can be done about it. */
  readonly state?: ReactNode
}

interface Props {
  readonly shown: Previewed
  /** From 0. */
  readonly at: number
  readonly count: number
  readonly onTurn: (at: number) => void
  readonly onClose: () => void
}

export function PreviewDialog({ shown, at, count, onTurn, onClose }: Props): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const turn = (by: number): void => onTurn((at + by + count) % count)
  const onKey = (event: KeyboardEvent): void => {
    // A film's own keys wind it.
    if (event.target instanceof HTMLVideoElement) return
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    turn(by)
  }
  return (
    <dialog ref={dialog} className="zp-dialog" aria-labelledby={title} onClose={onClose} onKeyDown={onKey}>
      <header>
        <h2 id={title}>{shown.name}</h2>
        <span className="zm-quiet" aria-live="polite">
          第 {at + 1} 个，共 {count} 个
        </span>
        <button type="button" className="zp-button" onClick={() => dialog.current?.close()}>
          关闭
        </button>
      </header>
      <div className="zp-stage">
        <button type="button" className="zp-turn" aria-label="上一个" onClick={() => turn(-1)}>
          ‹
        </button>
        <Stage name={shown.name} href={shown.href} />
        <button type="button" className="zp-turn" aria-label="下一个" onClick={() => turn(1)}>
          ›
        </button>
      </div>
      <footer>
        <div>
          {shown.state}
          {shown.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        {shown.href ? (
          <a className="zp-button" href={shown.href} download>
            下载 {fileAt(shown.href).format}
          </a>
        ) : null}
      </footer>
    </dialog>
  )
}

function Stage({ name, href }: { readonly name: string; readonly href: string | null }): ReactNode {
  if (href === null) return <p className="zp-nothing">文件尚未生成，完成后在此预览。</p>
  const { kind, format } = fileAt(href)
  if (kind === 'film')
    return (
      // The films carry no captions of their own yet: what is said in them is in the deeds.
      // biome-ignore lint/a11y/useMediaCaption: see above
      <video key={href} src={href} controls preload="metadata" aria-label={name} />
    )
  // biome-ignore lint/performance/noImgElement: signed, short-lived addresses must not pass an image cache
  if (kind === 'picture') return <img key={href} src={href} alt={name} />
  return <p className="zp-nothing">{format}不能在浏览器里预览，请下载查看。</p>
}
