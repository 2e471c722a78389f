'use client'
/** Of one honoree, channel by channel: whether a release could be made now, and what stands in the way. */
import { useDocumentInfo } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import type { Board, Readiness } from '../domain/readiness.ts'
import { usePolled } from './ask.ts'
import { BoardTable, Reasons } from './board-table.tsx'
import { Bar, StateMark, type Tone } from './state-mark.tsx'

const shown: Record<Readiness['state'], { readonly tone: Tone; readonly word: string }> = {
  ready: { tone: 'good', word: '就绪' },
  working: { tone: 'busy', word: '生成中' },
  failed: { tone: 'bad', word: '失败' },
  refused: { tone: 'bad', word: '待补材料' },
}

/** Quick while something is being made; slow otherwise, since a colleague may add material. */
const pause = ({ channels }: Board): number =>
  channels.some(({ state }) => state === 'working') ? 2_500 : 30_000

export function ReadinessPanel(): ReactNode {
  const { id } = useDocumentInfo()
  const { latest, failure } = usePolled<Board>(
    id === undefined ? null : `/api/honorees/${id}/readiness`,
    pause,
  )
  if (id === undefined) return <p className="zm-quiet zm-panel">保存后在此查看各渠道的就绪情况。</p>
  if (!latest) return <p className="zm-quiet zm-panel">{failure ?? '正在查看…'}</p>
  const { papers, person, problem, draft, channels } = latest
  const ready = channels.filter(({ state }) => state === 'ready').length
  return (
    <section className="zm-panel" aria-label="渠道就绪情况">
      <p aria-live="polite">
        {channels.length} 个渠道中 <strong>{ready}</strong> 个就绪。
      </p>
      {problem ? <p className="zm-note zm-note--bad">{problem}</p> : null}
      {draft ? <p className="zm-note">{draft}</p> : null}
      {person.length > 0 ? (
        <div className="zm-note zm-note--bad">
          发布之前：
          <Reasons reasons={person} />
        </div>
      ) : null}
      {papers.length > 0 ? (
        <div className="zm-note zm-note--bad">
          申报材料还缺：
          <Reasons reasons={papers} />
          <a href={`/admin/intake?honoree=${id}`}>补充材料</a>
        </div>
      ) : null}
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      <BoardTable caption="各渠道的就绪情况" columns={['渠道', '状态', '成品', '说明']}>
        {channels.map(({ channelId, label, state, done, wanted, missing, waiting, hints }) => (
          <tr key={channelId}>
            <th scope="row">{label}</th>
            <td>
              <StateMark tone={shown[state].tone}>{shown[state].word}</StateMark>
            </td>
            <td className="zm-figure">
              {state === 'working' ? (
                <Bar fraction={wanted === 0 ? 0 : done / wanted} label={`${label}成品进度`} />
              ) : (
                `${done} / ${wanted}`
              )}
            </td>
            <td>
              <Reasons
                reasons={waiting ? [...missing, waiting] : missing}
                quiet={hints.map((hint) => `提示：${hint}`)}
              />
            </td>
          </tr>
        ))}
      </BoardTable>
    </section>
  )
}
