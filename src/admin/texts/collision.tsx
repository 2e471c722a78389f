'use client'
/**
 * A colleague saved this person while the form was open: what only the colleague changed comes into the form, and what
 * both changed is shown side by side to choose from. The server refuses a save that would overwrite (`hooks/keep-both`).
 */
import { toast, useDocumentInfo, useForm, useFormFields, useFormProcessing, useModal } from '@payloadcms/ui'
import { type ReactNode, type Ref, useCallback, useEffect, useRef, useState } from 'react'
import type { Colleague, MergeReport, Run } from '../../domain/edition.ts'
import { send, usePolled } from '../ask.ts'
import { minute } from '../clock.ts'
import { useIntoView } from './into-view.ts'
import { Others, useTellEditing } from './presence.tsx'
import { Runs } from './runs.tsx'
import { useFill } from './use-fill.ts'

/** Payload's own dialog, whose one way out throws away what was typed. */
const staleDialog = 'document-stale-data'
const pauseMs = 10_000

interface Newest {
  readonly updatedAt: string
  readonly by: string
  readonly others: readonly Colleague[]
}

const sameTime = (one: unknown, other: unknown): boolean =>
  new Date(String(one)).getTime() === new Date(String(other)).getTime()

export function Collision(): ReactNode {
  const { id } = useDocumentInfo()
  return id === undefined ? null : <Watch key={String(id)} id={String(id)} />
}

function Watch({ id }: { readonly id: string }): ReactNode {
  const { getData } = useForm()
  const fill = useFill()
  const began = useFormFields(([fields]) => fields.updatedAt?.value as string | undefined)
  const isProcessing = useFormProcessing()
  const { latest } = usePolled<Newest>(`/api/honorees/${id}/newest`, () => pauseMs)
  const [report, setReport] = useState<MergeReport | null>(null)
  const asking = useRef(false)

  const meet = useCallback(async () => {
    if (asking.current) return
    asking.current = true
    const answer = await send<MergeReport>(`/api/honorees/${id}/merge`, getData())
    asking.current = false
    if (!answer.ok) return
    const { taken, conflicts, by, at, updatedAt } = answer.value
    fill(taken.map(({ path, value }) => ({ path, value })))
    const labels = taken.map(({ label }) => label).filter((label) => label !== '')
    if (labels.length > 0)
      toast.info(`${by} ${minute(at)} 保存了“${labels.join('”“')}”，已更新到本页；您写的没有动。`)
    if (conflicts.length === 0) fill([{ path: 'updatedAt', value: updatedAt }])
    setReport(conflicts.length > 0 ? answer.value : null)
  }, [id, getData, fill])

  const isBehind = latest !== null && began !== undefined && new Date(latest.updatedAt) > new Date(began)
  useEffect(() => {
    if (isBehind && !isProcessing && !(report && sameTime(report.updatedAt, latest.updatedAt))) void meet()
  }, [isBehind, isProcessing, report, latest, meet])

  useMeetRefusals(meet)
  useTellEditing(id)

  // Whoever has just pressed a button is shown why nothing was saved.
  const panel = useIntoView(report !== null)

  const others = <Others others={latest?.others ?? []} />
  if (!report) return others
  const choose = (path: string, theirs: unknown, isTheirs: boolean): void => {
    if (isTheirs) fill([{ path, value: theirs, isOwn: true }])
    const conflicts = report.conflicts.filter((one) => one.path !== path)
    if (conflicts.length > 0) {
      setReport({ ...report, conflicts })
      return
    }
    fill([{ path: 'updatedAt', value: report.updatedAt }])
    setReport(null)
    toast.success('都选好了，请保存。')
  }
  return (
    <>
      {others}
      <Conflicts panel={panel} report={report} onChoose={choose} />
    </>
  )
}

interface ConflictsProps {
  readonly panel: Ref<HTMLDivElement>
  readonly report: MergeReport
  onChoose(path: string, theirs: unknown, isTheirs: boolean): void
}

const Conflicts = ({ panel, report, onChoose }: ConflictsProps): ReactNode => (
  <div ref={panel} className="zm-collision" role="alert">
    <p>
      <span aria-hidden="true">✕</span> {report.by} {minute(report.at)}{' '}
      也改了下面的内容。请逐项选定用哪一份，再保存；在此之前谁的都不会丢。
    </p>
    {report.conflicts.map(({ path, label, runs, value }) => (
      <section key={path} aria-label={label}>
        <strong>{label}</strong>
        <div className="zm-sides">
          <Side name="我写的" runs={runs} without="added" onChoose={() => onChoose(path, value, false)} />
          <Side
            name={`${report.by}保存的`}
            runs={runs}
            without="removed"
            onChoose={() => onChoose(path, value, true)}
          />
        </div>
      </section>
    ))}
  </div>
)

interface SideProps {
  readonly name: string
  readonly runs: readonly Run[]
  readonly without: Run['kind']
  onChoose(): void
}

const Side = ({ name, runs, without, onChoose }: SideProps): ReactNode => (
  <div className="zm-side">
    <span>{name}</span>
    <div className="zm-said">
      <Runs runs={runs.filter(({ kind }) => kind !== without)} areEqual />
    </div>
    <button type="button" className="zm-small" onClick={onChoose}>
      用{name}
    </button>
  </div>
)

/** A refused save, and Payload's own notice of newer data, are met at once and not at the next look. */
function useMeetRefusals(meet: () => Promise<void>): void {
  const isProcessing = useFormProcessing()
  const was = useRef(false)
  useEffect(() => {
    if (was.current && !isProcessing) void meet()
    was.current = isProcessing
  }, [isProcessing, meet])
  const { closeModal, isModalOpen } = useModal()
  const isStale = isModalOpen(staleDialog)
  useEffect(() => {
    if (!isStale) return
    closeModal(staleDialog)
    void meet()
  }, [isStale, closeModal, meet])
}
