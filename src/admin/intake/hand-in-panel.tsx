'use client'
/** Drop, look, take: the same for staff and for a unit, in the words of each. */
import type { ReactNode } from 'react'
import { DropZone, Travelling } from './drop-zone.tsx'
import type { OpenHandIn } from './use-hand-in.ts'
import { takeable, VerdictView } from './verdict-view.tsx'

interface Props {
  readonly handIn: OpenHandIn
  /** What to drop. */
  readonly prompt: string
  /** What the button does: `收下`, `提交`. */
  readonly verb: string
  /** Beside the button: what becomes of the rest. */
  readonly note?: string
  /** After what was taken. */
  readonly next?: ReactNode
  readonly onTaken: () => Promise<void>
}

export function HandInPanel({ handIn, prompt, verb, note, next, onTaken }: Props): ReactNode {
  const { verdict, uploads, failure, result, isJudging } = handIn
  const ready = verdict ? takeable(verdict) : 0
  const isSending = uploads.files.some(({ state }) => state === 'sending' || state === 'waiting')
  return (
    <>
      <DropZone prompt={prompt} onPick={(picked) => void handIn.send(picked)} />
      <Travelling uploads={uploads} />
      {failure ? (
        <p role="alert" className="zi-alert">
          {failure}
        </p>
      ) : null}
      {result ? (
        <p role="status" className="zi-result">
          {result}
          {next}
        </p>
      ) : null}
      {isJudging ? (
        <p className="zi-quiet" aria-live="polite">
          正在逐个检查文件…
        </p>
      ) : null}
      {verdict ? <VerdictView verdict={verdict} handIn={handIn} /> : null}
      {ready > 0 ? (
        <div className="zi-take">
          <button
            type="button"
            className="zi-button zi-button--main"
            disabled={isJudging || isSending}
            onClick={() => void handIn.take().then(onTaken)}
          >
            {verb} {ready} 个文件
          </button>
          {note ? <span className="zi-quiet">{note}</span> : null}
        </div>
      ) : null}
    </>
  )
}
