'use client'
/** The first thing staff see: how far the work is, for whom something failed, and what to do when nothing is there yet. */
import { useConfig } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import type { Progress, ProgressCount } from '../domain/progress.ts'
import { usePolled } from './ask.ts'
import { durationText } from './duration.ts'
import { Bar, StateMark } from './state-mark.tsx'

const isOpen = ({ done, failed, total }: ProgressCount): boolean => done + failed < total

/** Quick while something is being made; slow otherwise, since a colleague may upload. */
const pause = ({ overall }: Progress): number => (isOpen(overall) ? 2_000 : 15_000)

export function Dashboard(): ReactNode {
  const { config } = useConfig()
  const { latest, failure } = usePolled<Progress>('/api/progress', pause)
  const to = (path: string): string => `${config.routes.admin}/collections/${path}`
  return (
    <section className="zm-dashboard" aria-label="工作进度">
      <h2>工作进度</h2>
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      {latest === null ? (
        <p className="zm-quiet">{failure ? '' : '正在查看…'}</p>
      ) : latest.overall.total === 0 ? (
        <FirstSteps to={to} />
      ) : (
        <Board progress={latest} to={to} />
      )}
    </section>
  )
}

interface BoardProps {
  readonly progress: Progress
  readonly to: (path: string) => string
}

function Board({ progress: { overall, honorees }, to }: BoardProps): ReactNode {
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
      <table className="zm-board">
        <thead>
          <tr>
            <th scope="col">人选</th>
            <th scope="col">成品</th>
            <th scope="col">进度</th>
            <th scope="col">状态</th>
          </tr>
        </thead>
        <tbody>
          {honorees.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={to(`honorees/${one.id}`)}>{one.name || '未填姓名'}</a>
              </th>
              <td className="zm-figure">
                {one.done} / {one.total}
              </td>
              <td>
                <Bar fraction={one.fraction} label={`${one.name}的成品进度`} />
              </td>
              <td>
                {one.failed > 0 ? (
                  <StateMark tone="bad">{one.failed} 个失败</StateMark>
                ) : isOpen(one) ? (
                  <StateMark tone="busy">生成中</StateMark>
                ) : (
                  <StateMark tone="good">成品齐备</StateMark>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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

const FirstSteps = ({ to }: Pick<BoardProps, 'to'>): ReactNode => (
  <>
    <p>这里还没有成品。依次完成以下几步，各渠道所需的文件就会自动生成：</p>
    <ol className="zm-steps">
      <li>
        <a href={to('campaigns/create')}>新建活动</a>：填写年份、名称和主办单位。
      </li>
      <li>
        <a href={to('units/create')}>登记推荐单位</a>。
      </li>
      <li>
        <a href={to('honorees/create')}>录入人选</a>：姓名、单位、事迹，以及本人的单独同意。
      </li>
      <li>
        <a href={to('assets/create')}>上传素材</a>：证件照、生活工作照和视频。
      </li>
    </ol>
    <p className="zm-quiet">整批材料（文件夹或 ZIP）可由管理员在服务器上运行 npm run import 一次导入。</p>
  </>
)
