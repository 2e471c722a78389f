'use client'
/** The first thing staff see: how far the work is, whom it waits for, and what to do when nothing is there yet. */
import { useAuth, useConfig } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import type { BoardCounts } from '../domain/board-view.ts'
import { actorLabel } from '../domain/gap.ts'
import type { Progress, ProgressCount } from '../domain/progress.ts'
import { usePolled } from './ask.ts'
import { CampaignSwitch, useCampaign } from './campaign-switch.tsx'
import { DemoRemoval } from './demo-removal.tsx'
import { durationText } from './duration.ts'
import { Bar } from './state-mark.tsx'

type To = (path: string) => string

const isOpen = ({ done, failed, total }: ProgressCount): boolean => done + failed < total

/** Quick while something is being made; slow otherwise, since a colleague may upload. */
const progressPause = ({ overall }: Progress): number => (isOpen(overall) ? 2_000 : 15_000)
const boardPause = (): number => 30_000

export function Dashboard(): ReactNode {
  const { config } = useConfig()
  const { user } = useAuth()
  const to: To = (path) => `${config.routes.admin}/collections/${path}`
  const progress = usePolled<Progress>('/api/progress', progressPause)
  // Operators hang posters; unpublished material is not theirs to see.
  const seesMaterial = (user as { role?: unknown } | null)?.role !== 'operator'
  const isAdmin = (user as { role?: unknown } | null)?.role === 'admin'
  const { latest, failure } = progress
  return (
    <section className="zm-dashboard" aria-label="工作进度">
      <h1>工作进度</h1>
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      {latest === null ? (
        <p className="zm-quiet">{failure ? '' : '正在查看…'}</p>
      ) : (
        <>
          {latest.overall.total > 0 ? <Overall overall={latest.overall} to={to} /> : null}
          {seesMaterial ? <Campaign to={to} /> : null}
          {isAdmin ? <DemoRemoval /> : null}
          {!seesMaterial && latest.overall.total === 0 ? (
            <p>还没有成品。编辑上传素材后，海报会自动生成，届时可在“屏幕”中下载海报包。</p>
          ) : null}
        </>
      )}
    </section>
  )
}

function Overall({ overall, to }: { readonly overall: Progress['overall']; readonly to: To }): ReactNode {
  return (
    <>
      <div className="zm-overall">
        <Bar fraction={overall.fraction} label="总进度" />
        <p aria-live="polite">{summary(overall)}</p>
      </div>
      {overall.failed > 0 ? (
        <p className="zm-note zm-note--bad">
          有 {overall.failed} 个成品失败，
          <a href={`${to('variants')}?where[or][0][and][0][state][equals]=failed`}>查看原因并重试</a>。
        </p>
      ) : null}
    </>
  )
}

function Campaign({ to }: { readonly to: To }): ReactNode {
  const { chosen, failure: unchosen } = useCampaign()
  const { user } = useAuth()
  const founds = ['chief', 'admin'].includes(String((user as { role?: unknown } | null)?.role))
  const id = chosen?.campaignId ?? null
  const path = id && `/api/campaigns/board/counts?campaign=${encodeURIComponent(id)}`
  const { latest, failure } = usePolled<BoardCounts>(path, boardPause)
  if (chosen && id === null) return <FirstSteps hasCampaign={false} to={to} />
  if (!chosen || !latest) return <p className="zm-quiet">{unchosen ?? failure ?? '正在查看各人选的材料…'}</p>
  return (
    <>
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      <CampaignSwitch chosen={chosen}>
        {founds ? <a href="/admin/campaign-setup">新建活动</a> : null}
      </CampaignSwitch>
      {latest.people === 0 ? <FirstSteps hasCampaign to={to} /> : <NextSteps counts={latest} />}
    </>
  )
}

/** How the people stand, each number a way to them on the board. */
function NextSteps({ counts }: { readonly counts: BoardCounts }): ReactNode {
  const { people, ready, waiting, campaignId, handedIn } = counts
  const board = (asked: string): string => `/admin/board?campaign=${campaignId}${asked}`
  const files = handedIn.refused + handedIn.waiting
  return (
    <>
      <p>
        共 <a href={board('')}>{people} 位人选</a>，{ready} 位各渠道齐备
        {ready < people ? (
          <>
            ，<a href={board('&open=1')}>{people - ready} 位还有欠缺</a>
          </>
        ) : null}
        。
      </p>
      <ul className="zm-next">
        {waiting.map(([actor, count]) => (
          <li key={actor}>
            <a href={board(`&waits=${actor}`)}>
              等{actorLabel[actor]}的 {count} 人
            </a>
          </li>
        ))}
        {files > 0 ? (
          <li>
            <a href={`/admin/intake?campaign=${campaignId}#zi-waiting`}>收件待处理 {files} 个文件</a>
          </li>
        ) : null}
      </ul>
      <p>
        <a className="zm-go" href={board('')}>
          打开人选
        </a>
      </p>
    </>
  )
}

function summary(overall: Progress['overall']): string {
  const counts = `${overall.total} 个成品，已完成 ${overall.done} 个`
  if (!isOpen(overall)) return overall.failed > 0 ? `${counts}，失败 ${overall.failed} 个。` : `${counts}。`
  return overall.etaSeconds === null
    ? `${counts}，正在估算剩余时间。`
    : `${counts}，预计还需${durationText(overall.etaSeconds)}。`
}

interface StepsProps {
  readonly hasCampaign: boolean
  readonly to: To
}

/** What to do first, the next step foremost. */
const FirstSteps = ({ hasCampaign, to }: StepsProps): ReactNode => (
  <>
    <p>
      {hasCampaign
        ? '这项活动还没有人选。接着做下面几步，各渠道所需的文件就会自动生成：'
        : '系统还是空的。依次完成以下几步，各渠道所需的文件就会自动生成：'}
    </p>
    <ol className="zm-steps">
      {hasCampaign ? null : (
        <li>
          <a href="/admin/campaign-setup">新建活动</a>
          ：按通知填写年份、截止时间、主办单位和渠道，并邀请同事；一步一步来，随时可以停下。
        </li>
      )}
      <li>
        <a href="/admin/intake">收件</a>：把推荐单位交来的文件夹、ZIP
        或单个文件拖进去，推荐单位和人选随之登记；也可以给单位发交件链接。
      </li>
      <li>
        没有现成材料时，也可以逐个<a href={to('units/create')}>登记推荐单位</a>、
        <a href={to('honorees/create')}>录入人选</a>、<a href={to('assets/create')}>上传素材</a>。
      </li>
    </ol>
  </>
)
