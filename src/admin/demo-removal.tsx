'use client'
/** For administrators: takes away what the demo made, after saying what goes and what stays, and shows how far it is. */
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import {
  type KeptPerson,
  type KeptReason,
  keptLabel,
  keptPlaceLabel,
  type RemovalCounts,
  type RemovalState,
  removalPhrase,
} from '../domain/removal.ts'
import { send, usePolled } from './ask.ts'
import { Bar } from './state-mark.tsx'

/** Nothing begins by itself. */
const pause = ({ running }: RemovalState): number | null => (running.length > 0 ? 1_000 : null)

export function DemoRemoval(): ReactNode {
  const [asked, setAsked] = useState(0)
  // Asked anew after the button.
  const { latest } = usePolled<RemovalState>(`/api/campaigns/removals?after=${asked}`, pause)
  const ran = useRef(false)
  const [isDone, setDone] = useState(false)
  useEffect(() => {
    if (!latest) return
    if (latest.running.length > 0) ran.current = true
    else if (ran.current) setDone(true)
  }, [latest])

  if (!latest) return null
  return (
    <>
      {isDone ? (
        <p role="status" className="zm-note">
          演示数据已删除；文件先进隔离区，七天后彻底清除。想再看演示，运行 npm run demo。
          <a href="/admin">刷新本页</a>
        </p>
      ) : null}
      {latest.running.map(({ campaignId, label, left, total }) => (
        <div key={campaignId} className="zm-note" role="status">
          <p>
            正在删除“{label}”：还剩 {left} 位人选，共 {total} 位。可以离开本页，删除会自己做完。
          </p>
          <Bar fraction={total === 0 ? 1 : (total - left) / total} label={`删除“${label}”的进度`} />
        </div>
      ))}
      {latest.demo.map((one) => (
        <Confirm key={one.campaignId} {...one} onAsked={() => setAsked(asked + 1)} />
      ))}
    </>
  )
}

interface ConfirmProps {
  readonly campaignId: string
  readonly label: string
  readonly counts: RemovalCounts
  readonly kept: readonly KeptPerson[]
  readonly places: RemovalState['demo'][number]['places']
  readonly onAsked: () => void
}

function Confirm({ campaignId, label, counts, kept, places, onAsked }: ConfirmProps): ReactNode {
  const [phrase, setPhrase] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const remove = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const answer = await send(`/api/campaigns/${campaignId}/removal`, { phrase: phrase.trim() })
    setFailure(answer.ok ? null : answer.sentence)
    if (answer.ok) onAsked()
  }
  const { people, photos, films, papers, outputs, posters, releases, receipts } = counts
  return (
    <details className="zm-removal">
      <summary>删除演示数据…</summary>
      <p>从“{label}”中删除演示带来的全部内容：</p>
      <ul>
        <li>
          删除人选 {people} 位、照片 {photos} 张、影片 {films} 部、其他材料 {papers} 份，以及成品 {outputs}{' '}
          个（其中海报 {posters} 张）。不能恢复。
        </li>
        <li>
          撤回发布 {releases} 项：取过的媒体和屏幕会得知撤回。撤回记录和回执 {receipts} 条按规定留存。
        </li>
        {places.going.length > 0 ? <li>删除演示带来、别人没有动过的：{places.going.join('、')}。</li> : null}
        <li>
          保留：同事的账号、自己登记的合作媒体和屏幕、其他活动
          {places.kept.length > 0
            ? `，演示带来的${places.kept.map(({ name, why }) => `${name}（${keptPlaceLabel[why]}）`).join('、')}`
            : ''}
          {kept.length > 0
            ? `，以及这项活动里的 ${kept.length} 位人选（活动随之保留，不再标为演示）：`
            : '。'}
          <KeptPeople kept={kept} />
        </li>
      </ul>
      {failure ? (
        <p role="alert" className="zm-note zm-note--bad">
          {failure}
        </p>
      ) : null}
      <form className="zm-choice" onSubmit={(event) => void remove(event)}>
        <label>
          确认请输入“{removalPhrase}”{' '}
          <input value={phrase} autoComplete="off" onChange={(event) => setPhrase(event.target.value)} />
        </label>
        <button type="submit" disabled={phrase.trim() !== removalPhrase}>
          删除 {people} 位人选并撤回 {releases} 项发布
        </button>
      </form>
    </details>
  )
}

/** Names enough to know them by. */
const namedAtMost = 20

function KeptPeople({ kept }: { readonly kept: readonly KeptPerson[] }): ReactNode {
  const reasons = (Object.keys(keptLabel) as KeptReason[]).flatMap((why) => {
    const names = kept.filter((one) => one.why === why).map(({ name }) => name)
    return names.length > 0 ? [{ why, names }] : []
  })
  if (reasons.length === 0) return null
  return (
    <ul>
      {reasons.map(({ why, names }) => (
        <li key={why}>
          {keptLabel[why]}：{names.slice(0, namedAtMost).join('、')}
          {names.length > namedAtMost ? ' 等' : ''}（{names.length} 位）
        </li>
      ))}
    </ul>
  )
}
