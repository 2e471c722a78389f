'use client'
/** Under a text: how long it is for everybody who takes it, and what a second reader would say. */
import { useDocumentInfo, useField } from '@payloadcms/ui'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import type { CountedField, CountRow, TextCount } from '../../domain/text-counts.ts'
import { Findings } from './findings.tsx'
import { formName, useReport } from './report-store.ts'
import './texts.css'

export function FieldWords({ path }: { readonly path: string }): ReactNode {
  const { id } = useDocumentInfo()
  const report = useReport(formName(id))
  const root = useRef<HTMLDivElement>(null)
  const { value } = useField<unknown>({ path })
  if (!report) return <div ref={root} />
  const count = report.counts[path as CountedField] ?? null
  const findings = report.findings.filter(({ field }) => field === path)
  const open = findings.filter(({ dismissal }) => dismissal === null)
  return (
    <div ref={root} className="zm-words">
      {count ? (
        <Counter count={count} hasText={value !== null && value !== undefined && value !== ''} />
      ) : null}
      <Findings root={root} findings={findings} />
      <Spoken root={root} text={spoken(count, open.length)} />
    </div>
  )
}

const shape = { fits: '●', long: '▲', short: '▽' } as const
const word = { fits: '合适', long: '过长', short: '过短' } as const

const rangeOf = ({ min, max }: CountRow): string => (min > 1 ? `${min}–${max} 字` : `${max} 字以内`)

function Counter({ count, hasText }: { readonly count: TextCount; readonly hasText: boolean }): ReactNode {
  const rows = hasText ? count.rows : count.rows.filter(({ min }) => min > 0)
  return (
    <div className="zm-count">
      <span className="zm-figure">
        <strong>{count.found}</strong> 字
      </span>
      <ul aria-label="字数与各渠道的要求">
        {rows.map((row) => (
          <li key={`${row.who} ${row.min} ${row.max}`} className={`zm-fit zm-fit--${row.verdict}`}>
            <span className="zm-fit-mark">
              <span aria-hidden="true">{shape[row.verdict]}</span> {word[row.verdict]}
            </span>{' '}
            {row.who} {rangeOf(row)}
            {row.remedy ? `：${row.remedy}` : ''}
          </li>
        ))}
      </ul>
    </div>
  )
}

function spoken(count: TextCount | null, findings: number): string {
  const broken = count?.rows.find(({ verdict }) => verdict !== 'fits')
  return [
    ...(count ? [`${count.found} 字`] : []),
    ...(broken ? [`${broken.who}${word[broken.verdict]}：${broken.remedy}`] : []),
    ...(findings > 0 ? [`有 ${findings} 处用语提示`] : []),
  ].join('，')
}

/** Longer than the pauses of somebody typing, so that nobody is spoken to at every key. */
const quietMs = 1_500

function Spoken({
  root,
  text,
}: {
  readonly root: RefObject<HTMLDivElement | null>
  readonly text: string
}): ReactNode {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => {
      // Of the field that is being written alone.
      if (root.current?.closest('.field-type')?.contains(document.activeElement)) setSaid(text)
    }, quietMs)
    return () => clearTimeout(timer)
  }, [root, text])
  return (
    <span className="zm-spoken" aria-live="polite">
      {said}
    </span>
  )
}
