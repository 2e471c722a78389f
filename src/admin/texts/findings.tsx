'use client'
/** What a second reader would say of a text, each with what can be done about it. */
import { toast, useDocumentInfo } from '@payloadcms/ui'
import { type ReactNode, type RefObject, useState } from 'react'
import type { ReportedFinding } from '../../domain/word-check/report.ts'
import { send } from '../ask.ts'
import { minute } from '../clock.ts'
import { reach, textIn, undo } from './place.ts'
import { askAgain, formName } from './report-store.ts'

interface Props {
  readonly root: RefObject<HTMLDivElement | null>
  readonly findings: readonly ReportedFinding[]
}

interface Applied {
  readonly found: string
  readonly proposal: string
  /** The whole text right afterwards: once it is another, an undo would take back something else. */
  readonly text: string
}

const moved = '这处文字刚改过，请稍等一下，看新的提示。'

export function Findings({ root, findings }: Props): ReactNode {
  const { id } = useDocumentInfo()
  const [applied, setApplied] = useState<Applied | null>(null)
  const field = (): Element | null => root.current?.closest('.field-type') ?? null
  const open = findings.filter(({ dismissal }) => dismissal === null)
  const dismissed = findings.filter(({ dismissal }) => dismissal !== null)

  const change = (finding: ReportedFinding, proposal: string): void => {
    if (!reach(field(), finding, proposal)) {
      toast.error(moved)
      return
    }
    setApplied({ found: finding.found, proposal, text: textIn(field()) })
  }
  const takeBack = (): void => {
    if (applied && textIn(field()) === applied.text) undo(field())
    else toast.error('之后又改过文字，请用 Ctrl+Z 逐步撤销。')
    setApplied(null)
  }
  const keep = async ({ rule, found }: ReportedFinding, isDismissed: boolean): Promise<void> => {
    const answer = await send(`/api/honorees/${id}/findings`, { rule, found, dismissed: isDismissed })
    if (!answer.ok) toast.error(answer.sentence)
    askAgain(formName(id))
  }

  return (
    <>
      {open.length > 0 ? (
        <ul className="zm-findings" aria-label="用语提示">
          {open.map((finding) => (
            <Open
              key={keyOf(finding)}
              finding={finding}
              isKept={id !== undefined}
              onReach={() => reach(field(), finding) || toast.error(moved)}
              onChange={(proposal) => change(finding, proposal)}
              onDismiss={() => void keep(finding, true)}
            />
          ))}
        </ul>
      ) : null}
      {applied ? (
        <p className="zm-applied" role="status">
          已把“{applied.found}”改为“{applied.proposal}”。
          <button type="button" className="zm-small" onClick={takeBack}>
            撤销
          </button>
        </p>
      ) : null}
      <Dismissed findings={dismissed} onRestore={(finding) => void keep(finding, false)} />
    </>
  )
}

const keyOf = ({ index, at, rule }: ReportedFinding): string => `${index} ${at} ${rule}`

interface OpenProps {
  readonly finding: ReportedFinding
  /** The person is saved, so that it can be kept what nobody wants to be told again. */
  readonly isKept: boolean
  onReach(): void
  onChange(proposal: string): void
  onDismiss(): void
}

function Open({ finding, isKept, onReach, onChange, onDismiss }: OpenProps): ReactNode {
  return (
    <li>
      <span className="zm-finding-mark">
        <span aria-hidden="true">△</span> 提示
      </span>
      <button type="button" className="zm-quote" onClick={onReach}>
        {finding.found}
      </button>
      <span>{finding.why}</span>
      {finding.proposal === null ? null : (
        <button type="button" className="zm-small" onClick={() => onChange(finding.proposal ?? '')}>
          {finding.proposal === '' ? '删去' : `改为“${finding.proposal}”`}
        </button>
      )}
      {isKept ? (
        <button type="button" className="zm-small" onClick={onDismiss}>
          不再提示
        </button>
      ) : null}
    </li>
  )
}

interface DismissedProps {
  readonly findings: readonly ReportedFinding[]
  onRestore(finding: ReportedFinding): void
}

function Dismissed({ findings, onRestore }: DismissedProps): ReactNode {
  if (findings.length === 0) return null
  return (
    <details className="zm-dismissed">
      <summary>不再提示的 {findings.length} 处</summary>
      <ul>
        {findings.map((finding) => (
          <li key={keyOf(finding)}>
            “{finding.found}”：{finding.dismissal?.by} {minute(finding.dismissal?.at ?? new Date(0))}{' '}
            认为无须提示
            <button type="button" className="zm-small" onClick={() => onRestore(finding)}>
              恢复提示
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
