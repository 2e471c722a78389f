'use client'
/** Of one honoree, channel by channel: the board's state, and what stands in the way of green. */
import { useDocumentInfo } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { type BoardRow, isThere } from '../domain/board.ts'
import type { Board } from '../domain/readiness.ts'
import { usePolled } from './ask.ts'
import { StateWord } from './board/state-glyph.tsx'
import { BoardTable, Reasons } from './board-table.tsx'
import { Bar } from './state-mark.tsx'
import './board/board.css'

/** Quick while something is being made; slow otherwise, since a colleague may add material. */
const pause = ({ channels }: Board): number =>
  channels.some(({ state }) => state === 'working') ? 2_500 : 30_000

export function ReadinessPanel(): ReactNode {
  const { id } = useDocumentInfo()
  const { latest, failure } = usePolled<Board & Pick<BoardRow, 'gaps' | 'cells'>>(
    id === undefined ? null : `/api/honorees/${id}/readiness`,
    pause,
  )
  if (id === undefined) return <p className="zm-quiet zm-panel">保存后在此查看各渠道的就绪情况。</p>
  if (!latest) return <p className="zm-quiet zm-panel">{failure ?? '正在查看…'}</p>
  const { papers, person, problem, draft, channels, gaps, cells } = latest
  const ready = cells.filter(({ state }) => isThere(state)).length
  const said = new Set([...papers, ...person])
  const others = gaps.map(({ text }) => text).filter((text) => text !== problem && !said.has(text))
  return (
    <section className="zm-panel" aria-label="渠道就绪情况">
      <p aria-live="polite">
        {cells.length} 个渠道中 <strong>{ready}</strong> 个就绪。
      </p>
      {problem ? <p className="zm-note zm-note--bad">{problem}</p> : null}
      {draft ? <p className="zm-note">{draft}</p> : null}
      {person.length + others.length > 0 ? (
        <div className="zm-note zm-note--bad">
          发布之前：
          <Reasons reasons={[...person, ...others]} />
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
        {channels.map(({ channelId, label, state, done, wanted, hints, gaps: own }, at) => (
          <tr key={channelId}>
            <th scope="row">{label}</th>
            <td>
              <StateWord state={cells[at]?.state ?? 'missing'} />
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
                reasons={[...new Set(own.map(({ text }) => text))]}
                quiet={hints
                  .filter((hint) => !own.some(({ text }) => text === hint))
                  .map((hint) => `提示：${hint}`)}
              />
            </td>
          </tr>
        ))}
      </BoardTable>
    </section>
  )
}
