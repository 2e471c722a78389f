'use client'
/** 收件 for staff: drop, look, take; below it whatever still waits, and the units' links. */
import { useSearchParams } from 'next/navigation'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { grouped } from '../../domain/grouped.ts'
import { addresses } from '../addresses.ts'
import { useAsk } from '../ask.ts'
import { CampaignSwitch, useCampaign } from '../campaign-switch.tsx'
import { minute } from '../clock.ts'
import { ForWhom } from './for-whom.tsx'
import { HandInPanel } from './hand-in-panel.tsx'
import './intake.css'
import { UnitLinks } from './unit-links.tsx'
import { type Taken, useHandIn } from './use-hand-in.ts'

interface WaitingFile {
  readonly id: string
  readonly handInId: string
  readonly path: string
  readonly state: 'received' | 'refused'
  /** What the hand-in is called. */
  readonly batch: string
  readonly sender: string
  readonly arrivedAt: string
  readonly sentences: readonly string[]
}

interface Waiting {
  /** Why units may hand in no more, or null. */
  readonly late: string | null
  readonly files: readonly WaitingFile[]
}

export function Intake(): ReactNode {
  const { chosen, failure: unchosen } = useCampaign()
  const campaignId = chosen?.campaignId ?? null
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const ask = useAsk()
  const look = useCallback(async (): Promise<void> => {
    if (campaignId === null) return
    const answer = await ask<Waiting>(addresses.waiting(campaignId))
    if (answer.ok) setWaiting(answer.value)
    setFailure(answer.ok ? null : answer.sentence)
  }, [campaignId, ask])
  useEffect(() => void look(), [look])
  const [takings, setTakings] = useState(0)
  const lookAgain = async (): Promise<void> => {
    setTakings((count) => count + 1)
    await look()
  }

  if (chosen && campaignId === null)
    return (
      <p>
        还没有活动：请先<a href="/admin/campaign-setup">新建活动</a>，再收材料。
      </p>
    )
  if (!chosen || campaignId === null || waiting === null)
    return <p className="zi-quiet">{unchosen ?? failure ?? '正在查看收件…'}</p>
  const { late } = waiting
  return (
    <div className="zi">
      {failure ? (
        <p role="alert" className="zi-alert">
          {failure}
        </p>
      ) : null}
      <CampaignSwitch chosen={chosen} />
      {late ? <p className="zi-note">单位交件已截止：{late}工作人员仍可在此收件，会留痕。</p> : null}
      <StaffPanel key={campaignId} campaign={campaignId} waiting={waiting.files} onChange={lookAgain} />
      <UnitLinks key={`links ${campaignId}`} campaign={campaignId} takings={takings} />
    </div>
  )
}

interface PanelProps {
  readonly campaign: string
  readonly waiting: readonly WaitingFile[]
  readonly onChange: () => Promise<void>
}

function StaffPanel({ campaign, waiting, onChange }: PanelProps): ReactNode {
  const asked = useSearchParams()
  const honoree = asked.get('honoree')
  const opens = useMemo(() => ({ campaign, ...(honoree ? { honoree } : {}) }), [campaign, honoree])
  const handIn = useHandIn(null, opens, takenSentence)
  const others = waiting.filter(({ handInId }) => handInId !== handIn.id)
  return (
    <>
      {honoree ? <ForWhom key={honoree} honoree={honoree} /> : null}
      <HandInPanel
        handIn={handIn}
        prompt={honoree ? forOne : forAll}
        verb="收下"
        note="不能收下的留在本页，等您处理；收下后成品自动生成，不会自动发布。"
        next={<a href="/admin/board">查看人选</a>}
        onTaken={onChange}
      />
      <WaitingList files={others} onResume={handIn.resume} />
    </>
  )
}

const forAll =
  '把申报材料拖到这里：一个或多个人选文件夹、ZIP 压缩包或单个文件。先试看、再收下，此前什么都不会入库。'
const forOne = '把这位人选要补充的材料拖到这里，不必放进文件夹。先试看、再收下，此前什么都不会入库。'

function takenSentence({ added, refused, waiting, replaced }: Taken): string {
  const parts = [
    added > 0 ? `已收下 ${added} 个文件，各渠道的成品随即自动生成` : '没有新文件，已在库中的已移出收件',
  ]
  if (replaced > 0) parts.push(`${replaced} 个退回的文件已由新文件替换`)
  if (refused > 0) parts.push(`${refused} 个不能收下，留在下面，等您处理`)
  if (waiting > 0) parts.push(`${waiting} 个还差人选的推荐单位，补填后再收下`)
  return `${parts.join('；')}。`
}

interface ListProps {
  readonly files: readonly WaitingFile[]
  readonly onResume: (handInId: string) => void
}

/** Grouped by hand-in: whoever opened it. */
function WaitingList({ files, onResume }: ListProps): ReactNode {
  const groups = grouped(files, ({ handInId }) => handInId)
  return (
    <section className="zi-section" aria-labelledby="zi-waiting">
      <h2 id="zi-waiting">等待处理的收件</h2>
      {groups.size === 0 ? <p className="zi-quiet">没有等待处理的文件。</p> : null}
      {[...groups].map(([handInId, group]) => {
        const [first] = group
        const refused = group.filter(({ state }) => state === 'refused')
        return (
          <article key={handInId} className="zi-person">
            <h3>
              {first?.batch}
              <span className="zi-quiet">
                由{first?.sender}交来，{first ? minute(first.arrivedAt) : ''}
              </span>
            </h3>
            <p>
              {group.length} 个文件等待处理{refused.length > 0 ? `，其中 ${refused.length} 个此前已退回` : ''}
              。
            </p>
            <ul className="zi-remarks">
              {[...new Set(refused.flatMap(({ sentences }) => sentences))].slice(0, 6).map((text) => (
                <li key={text} className="zi-remark--error">
                  {text}
                </li>
              ))}
            </ul>
            <button
              type="button"
              className="zi-button"
              onClick={() => {
                onResume(handInId)
                window.scrollTo({ top: 0 })
              }}
            >
              继续处理
            </button>
          </article>
        )
      })}
    </section>
  )
}
