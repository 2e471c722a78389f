'use client'
/** Drop, look, take: the same for staff and for a unit, in the words of each. */
import type { ReactNode } from 'react'
import { filesOf, takeable, type Verdict } from '../../domain/verdict.ts'
import { DropZone, Travelling } from './drop-zone.tsx'
import type { OpenHandIn } from './use-hand-in.ts'
import { VerdictView } from './verdict-view.tsx'

interface Props {
  readonly handIn: OpenHandIn
  /** What to drop. */
  readonly prompt: string
  /** What the button does: `收下`, `提交`. */
  readonly verb: string
  /** Beside the button: what becomes of the rest. */
  readonly note?: string | undefined
  /** After what was taken. */
  readonly next?: ReactNode
  readonly onTaken: () => Promise<void>
}

export function HandInPanel({ handIn, prompt, verb, note, next, onTaken }: Props): ReactNode {
  const { verdict, uploads, failure, result, isBusy } = handIn
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
      {isBusy ? (
        <p className="zi-quiet" aria-live="polite">
          正在逐个检查文件…
        </p>
      ) : null}
      {verdict ? <VerdictView verdict={verdict} handIn={handIn} isArriving={isSending} /> : null}
      {verdict && filesOf(verdict).length > 0 ? (
        <Take
          verdict={verdict}
          verb={verb}
          note={note}
          isDisabled={isBusy || isSending}
          onTake={(files) => void handIn.take(files).then(onTaken)}
        />
      ) : null}
    </>
  )
}

interface TakeProps extends Pick<Props, 'verb' | 'note'> {
  readonly verdict: Verdict
  readonly isDisabled: boolean
  readonly onTake: (files?: readonly string[]) => void
}

/** The button says how many files will be added, the result how many were: one number. */
function Take({ verdict, verb, note, isDisabled, onTake }: TakeProps): ReactNode {
  const ready = takeable(verdict).length
  const files = filesOf(verdict)
  const known = files.filter(({ state }) => state === 'known').map(({ id }) => id)
  return (
    <div className="zi-take">
      <button
        type="button"
        className="zi-button zi-button--main"
        disabled={isDisabled || ready === 0}
        onClick={() => onTake()}
      >
        {verb} {ready} 个文件
      </button>
      {ready === 0 ? <span>{nothingNew(verdict, verb)}</span> : null}
      {ready === 0 && known.length > 0 ? (
        <button type="button" className="zi-button" disabled={isDisabled} onClick={() => onTake(known)}>
          从收件中移出已在库中的 {known.length} 个
        </button>
      ) : null}
      {ready > 0 && note ? <span className="zi-quiet">{note}</span> : null}
    </div>
  )
}

function nothingNew(verdict: Verdict, verb: string): string {
  if (verdict.people.some(({ asks }) => asks.includes('unit'))) return `请先补填推荐单位，再${verb}。`
  return verdict.strangers.length > 0 || filesOf(verdict).some(({ state }) => state === 'refused')
    ? `没有可以${verb}的新文件：请按上面的提示处理。`
    : `没有可以${verb}的新文件：都已在库中。`
}
