'use client'
/** What waits for whoever looks: urgent news first, then what is to be done next, each with where it is done. */
import type { ReactNode } from 'react'
import type { BoardCounts } from '../../domain/board-view.ts'
import type { Actor } from '../../domain/gap.ts'
import { type Notice, noticeLabel } from '../../domain/notice.ts'
import type { Today } from '../../domain/today.ts'
import { addresses } from '../addresses.ts'
import { usePolled } from '../ask.ts'
import { minute } from '../clock.ts'

interface Shown extends Omit<Notice, 'at'> {
  readonly at: string
  readonly isRead: boolean
}

/** As many as are seen without scrolling. */
const shownAtOnce = 4

export function Urgent(): ReactNode {
  const { latest, failure } = usePolled<{ notices: readonly Shown[] }>(addresses.notices, () => 60_000)
  const urgent = (latest?.notices ?? []).filter(({ isUrgent, isRead }) => isUrgent && !isRead)
  return (
    <section className="zt-card" aria-labelledby="zt-urgent">
      <h2 id="zt-urgent">要处理的{urgent.length > 0 ? `（${urgent.length}）` : ''}</h2>
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      {latest === null ? (
        <p className="zm-quiet">{failure ? '' : '正在查看…'}</p>
      ) : urgent.length === 0 ? (
        <p className="zm-quiet">没有要马上处理的事。</p>
      ) : (
        <ul className="zt-list">
          {urgent.slice(0, shownAtOnce).map(({ id, kind, text, to, at }) => (
            <li key={id}>
              <span className="zt-kind">! {noticeLabel[kind]}</span>
              <span>
                {text}{' '}
                <time className="zm-quiet" dateTime={at}>
                  {minute(at)}
                </time>
              </span>
              <a href={`/admin/${to}`} aria-label={`去处理：${text}`}>
                去处理
              </a>
            </li>
          ))}
        </ul>
      )}
      {urgent.length > shownAtOnce ? <a href="/admin/notices">查看全部 {urgent.length} 条</a> : null}
    </section>
  )
}

interface Step {
  readonly key: string
  readonly count: number
  readonly text: string
  readonly href: string
}

const doing: Readonly<Record<Actor, string>> = {
  unit: '位人选等推荐单位补材料',
  staff: '位人选等编辑改文字、登记同意、定稿或处理失败',
  system: '位人选的成品正在制作',
}

export function NextSteps({ counts }: { readonly counts: BoardCounts }): ReactNode {
  const { people, ready, waiting, campaignId, handedIn } = counts
  const board = (asked: string): string => `/admin/board?campaign=${campaignId}${asked}`
  const files = handedIn.refused + handedIn.waiting
  const steps: readonly Step[] = waiting.map(([actor, count]) => ({
    key: actor,
    count,
    text: doing[actor],
    href: board(`&waits=${actor}`),
  }))
  // Whoever stands above an editor may do what an editor may.
  const ofMe = steps.filter(({ key }) => key === 'staff')
  const ofOthers = steps.filter(({ key }) => key !== 'staff')
  const intake: Step = {
    key: 'intake',
    count: files,
    text: `个收到的文件等人处理${handedIn.refused > 0 ? `，其中退回 ${handedIn.refused} 个` : ''}`,
    href: `/admin/intake?campaign=${campaignId}#zi-waiting`,
  }
  const first = files > 0 ? [intake, ...ofMe] : ofMe
  return (
    <section className="zt-card" aria-labelledby="zt-next">
      <h2 id="zt-next">等我的</h2>
      {first.length > 0 ? (
        <Steps steps={first} />
      ) : (
        <p className="zm-quiet">
          {ready === people ? '人选在各渠道都已齐备，可以安排发布。' : '现在没有等您的人选。'}
        </p>
      )}
      {ofOthers.length > 0 ? (
        <>
          <h3>等别人的</h3>
          <Steps steps={ofOthers} />
        </>
      ) : null}
    </section>
  )
}

const Steps = ({ steps }: { readonly steps: readonly Step[] }): ReactNode => (
  <ul className="zt-steps">
    {steps.map(({ key, count, text, href }) => (
      <li key={key}>
        <a href={href}>
          <strong>{count}</strong> {text}
        </a>
      </li>
    ))}
  </ul>
)

/** On the screens: what operators and everybody else ask first. */
export function OnAir({ today }: { readonly today: Today }): ReactNode {
  const { live, waiting, next } = today
  const releases = '/admin/collections/releases'
  return (
    <dl className="zt-figures">
      <div>
        <dt>展示中</dt>
        <dd>
          <a href={releases}>{live} 项</a>
        </dd>
      </div>
      <div>
        <dt>待展示</dt>
        <dd>
          {waiting > 0 ? <a href={releases}>{waiting} 项</a> : '0 项'}
          {next ? (
            <span className="zm-quiet">
              {minute(next.at)} 开始 {next.count} 项
            </span>
          ) : null}
        </dd>
      </div>
      <div>
        <dt>材料报送</dt>
        <dd>
          {today.daysLeft > 0 ? `还有 ${today.daysLeft} 天` : '已截止'}
          <span className="zm-quiet">{today.until}</span>
        </dd>
      </div>
    </dl>
  )
}
