'use client'
/** The first thing staff see: how far the work is, who is ready where, what is missing, and what to do when nothing is there yet. */
import { useAuth, useConfig } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import type { Progress, ProgressCount } from '../domain/progress.ts'
import type { Board } from '../domain/readiness.ts'
import { usePolled } from './ask.ts'
import { BoardTable, Reasons } from './board-table.tsx'
import { CampaignSwitch, useCampaign } from './campaign-switch.tsx'
import { durationText } from './duration.ts'
import { Bar, StateMark, type Tone } from './state-mark.tsx'

interface CampaignReadiness {
  readonly honorees: readonly Board[]
}

type To = (path: string) => string

const isOpen = ({ done, failed, total }: ProgressCount): boolean => done + failed < total
const isWorking = ({ channels }: Board): boolean => channels.some(({ state }) => state === 'working')

/** Quick while something is being made; slow otherwise, since a colleague may upload. */
const progressPause = ({ overall }: Progress): number => (isOpen(overall) ? 2_000 : 15_000)
const boardPause = ({ honorees }: CampaignReadiness): number => (honorees.some(isWorking) ? 5_000 : 20_000)

export function Dashboard(): ReactNode {
  const { config } = useConfig()
  const { user } = useAuth()
  const to: To = (path) => `${config.routes.admin}/collections/${path}`
  const progress = usePolled<Progress>('/api/progress', progressPause)
  // Operators hang posters; unpublished material is not theirs to see.
  const seesMaterial = (user as { role?: unknown } | null)?.role !== 'operator'
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
          {seesMaterial ? <Campaign progress={latest} to={to} /> : null}
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

function Campaign({ progress, to }: { readonly progress: Progress; readonly to: To }): ReactNode {
  const { chosen, failure: unchosen } = useCampaign()
  const id = chosen?.campaignId ?? null
  const path = id && `/api/campaigns/readiness?campaign=${encodeURIComponent(id)}`
  const { latest, failure } = usePolled<CampaignReadiness>(path, boardPause)
  if (chosen && id === null) return <FirstSteps hasCampaign={false} to={to} />
  if (!chosen || !latest) return <p className="zm-quiet">{unchosen ?? failure ?? '正在查看各人选的材料…'}</p>
  const { honorees } = latest
  return (
    <>
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      <CampaignSwitch chosen={chosen} />
      {honorees.length === 0 ? (
        <FirstSteps hasCampaign to={to} />
      ) : (
        <>
          <p>
            {overview(honorees)}
            <a href="/admin/intake">收件</a>
          </p>
          <BoardTable caption="各人选的就绪情况" columns={['人选', '状态', '成品', '就绪渠道', '还缺什么']}>
            {honorees.map((one) => (
              <HonoreeRow key={one.honoreeId} board={one} progress={progress} to={to} />
            ))}
          </BoardTable>
        </>
      )}
    </>
  )
}

interface RowProps {
  readonly board: Board
  readonly progress: Progress
  readonly to: To
}

function HonoreeRow({ board, progress, to }: RowProps): ReactNode {
  const { honoreeId, name, nominatedBy, channels } = board
  const made = progress.honorees.find(({ id }) => id === honoreeId)
  const ready = channels.filter(({ state }) => state === 'ready').length
  const { tone, word } = stateOf(board)
  const gaps = gapsOf(board)
  const shown = gaps.slice(0, gapsShown)
  return (
    <tr>
      <th scope="row">
        <a href={to(`honorees/${honoreeId}`)}>{name || '未填姓名'}</a>
        <span className="zm-quiet zm-line">{nominatedBy}</span>
      </th>
      <td>
        <StateMark tone={tone}>{word}</StateMark>
      </td>
      <td>
        {made && isOpen(made) ? <Bar fraction={made.fraction} label={`${name}的成品进度`} /> : null}
        <span className="zm-figure">{made ? `${made.done} / ${made.total}` : '0'}</span>
      </td>
      <td className="zm-figure">
        {ready} / {channels.length}
      </td>
      <td>
        {gaps.length === 0 ? (
          <span className="zm-quiet">无</span>
        ) : (
          <Reasons
            reasons={shown}
            quiet={
              gaps.length > shown.length
                ? [`另有 ${gaps.length - shown.length} 项，见其“渠道就绪情况”。`]
                : []
            }
          />
        )}
      </td>
    </tr>
  )
}

const gapsShown = 6

/** Each sentence once: what the notice asks for, what stands against any release, then channel by channel. */
const gapsOf = ({ papers, person, problem, draft, channels }: Board): readonly string[] => [
  ...new Set([
    ...[problem, draft].filter((sentence) => sentence !== null),
    ...papers,
    ...person,
    ...channels.flatMap(({ missing }) => missing),
  ]),
]

function stateOf(board: Board): { readonly tone: Tone; readonly word: string } {
  if (board.problem !== null) return { tone: 'bad', word: '资料有误' }
  if (board.channels.some(({ state }) => state === 'failed')) return { tone: 'bad', word: '有成品失败' }
  if (board.papers.length > 0 || board.channels.some(({ state }) => state === 'refused'))
    return { tone: 'bad', word: '待补材料' }
  if (isWorking(board)) return { tone: 'busy', word: '生成中' }
  return board.person.length > 0 ? { tone: 'calm', word: '待审定' } : { tone: 'good', word: '齐备' }
}

function overview(honorees: readonly Board[]): string {
  const count = (word: string): number => honorees.filter((one) => stateOf(one).word === word).length
  const parts = ['齐备', '待审定', '生成中', '待补材料', '有成品失败', '资料有误']
    .map((word) => [word, count(word)] as const)
    .filter(([, number]) => number > 0)
    .map(([word, number]) => `${word} ${number} 人`)
  return `共 ${honorees.length} 位人选：${parts.join('，')}。`
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
