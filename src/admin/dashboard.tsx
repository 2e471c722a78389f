'use client'
/** 今天: what waits for whoever looks, what is shown, how far the work is, and what to do when nothing is there yet. */
import { useAuth, useConfig } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { beijingDate } from '../domain/beijing.ts'
import type { BoardCounts } from '../domain/board-view.ts'
import type { Progress, ProgressCount } from '../domain/progress.ts'
import { allows, deciders } from '../domain/rights.ts'
import { type Role, roleIn } from '../domain/role.ts'
import type { Today } from '../domain/today.ts'
import { addresses } from './addresses.ts'
import { type Polled, usePolled } from './ask.ts'
import { CampaignSwitch, useCampaign } from './campaign-switch.tsx'
import { DemoRemoval } from './demo-removal.tsx'
import { durationText } from './duration.ts'
import { Bar } from './state-mark.tsx'
import { NextSteps, OnAir, Urgent } from './today/waiting.tsx'

type To = (path: string) => string
type Work = Pick<Progress, 'overall'>

const isOpen = ({ done, failed, total }: ProgressCount): boolean => done + failed < total

/** Quick while something is being made; slow otherwise, since a colleague may upload. */
const progressPause = ({ overall }: Work): number => (isOpen(overall) ? 2_000 : 15_000)
const boardPause = (): number => 30_000

export function Dashboard(): ReactNode {
  const { config } = useConfig()
  const { user } = useAuth()
  const to: To = (path) => `${config.routes.admin}/collections/${path}`
  const { chosen, failure } = useCampaign()
  const progress = usePolled<Work>(chosen && addresses.progress(chosen.campaignId), progressPause)
  const role = roleIn(user) ?? 'operator'
  const mayFound = deciders.includes(role)
  return (
    <div className="zm-dashboard zt">
      <header className="zt-head">
        <h1>今天</h1>
        <p className="zm-quiet">{beijingDate(new Date())}</p>
        {chosen ? (
          <CampaignSwitch chosen={chosen}>
            {mayFound ? <a href="/admin/campaign-setup">新建活动</a> : null}
          </CampaignSwitch>
        ) : null}
      </header>
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      {/* Operators hang posters; unpublished material is not theirs to see. */}
      <Rooms campaignId={chosen ? chosen.campaignId : undefined} role={role} progress={progress} to={to} />
      {allows(role, 'campaigns', 'delete') ? <DemoRemoval /> : null}
    </div>
  )
}

interface RoomsProps {
  /** Null where there is no campaign yet, undefined until it is known. */
  readonly campaignId: string | null | undefined
  readonly role: Role
  readonly progress: Polled<Work>
  readonly to: To
}

function Rooms({ campaignId, role, progress, to }: RoomsProps): ReactNode {
  const seesMaterial = allows(role, 'assets', 'read')
  const board = usePolled<BoardCounts>(
    campaignId && seesMaterial ? addresses.counts(campaignId) : null,
    boardPause,
  )
  const today = usePolled<Today>(campaignId ? addresses.today(campaignId) : null, boardPause)
  const counts = board.latest?.campaignId === campaignId ? board.latest : null
  const isNew = seesMaterial && (campaignId === null || counts?.people === 0)
  return (
    <div className="zt-rooms">
      <div className="zt-column">
        <Urgent />
        {isNew ? (
          <FirstSteps hasCampaign={campaignId !== null} to={to} />
        ) : counts ? (
          <NextSteps counts={counts} />
        ) : seesMaterial ? (
          <p className="zm-quiet">{board.failure ?? '正在查看各人选的材料…'}</p>
        ) : null}
      </div>
      <section className="zt-card" aria-label="工作进度">
        <h2>工作进度</h2>
        {today.latest ? <OnAir today={today.latest} /> : null}
        {counts && counts.people > 0 ? <People counts={counts} /> : null}
        <Files {...progress} to={to} seesMaterial={seesMaterial} />
      </section>
    </div>
  )
}

/** How the people stand, each number a way to them on the board. */
function People({ counts }: { readonly counts: BoardCounts }): ReactNode {
  const { people, ready, campaignId } = counts
  const board = (asked: string): string => `/admin/board?campaign=${campaignId}${asked}`
  return (
    <>
      <Bar fraction={ready / people} label="各渠道齐备的人选" />
      <p>
        共 <a href={board('')}>{people} 位人选</a>，{ready} 位各渠道齐备
        {ready < people ? (
          <>
            ，<a href={board('&open=1')}>{people - ready} 位还有欠缺</a>
          </>
        ) : null}
        。
      </p>
      <a className="zm-go" href={board('')}>
        打开人选
      </a>
    </>
  )
}

interface FilesProps extends Polled<Work> {
  readonly to: To
  readonly seesMaterial: boolean
}

function Files({ latest, failure, to, seesMaterial }: FilesProps): ReactNode {
  if (latest === null)
    return failure ? <p className="zm-note zm-note--bad">{failure}</p> : <p className="zm-quiet">正在查看…</p>
  const { overall } = latest
  if (overall.total === 0)
    return seesMaterial ? null : (
      <p>还没有成品。编辑上传素材后，海报会自动生成，届时可在“屏幕”中下载海报包。</p>
    )
  return (
    <>
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      <div className="zm-overall">
        <Bar fraction={overall.fraction} label="成品制作（按工作量）" />
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
  <section className="zt-card" aria-labelledby="zt-first">
    <h2 id="zt-first">从这里开始</h2>
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
  </section>
)
