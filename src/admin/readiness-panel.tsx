'use client'
/** Of one honoree, channel by channel: the board's state, what stands in the way of green, and the buttons that mend it. */
import { useDocumentInfo } from '@payloadcms/ui'
import { type ReactNode, useState } from 'react'
import { type Cell, hintsOf, isThere, openGaps, type PersonStanding } from '../domain/board.ts'
import { usePolled } from './ask.ts'
import { Gaps } from './board/gaps.tsx'
import { StateWord } from './board/state-glyph.tsx'
import { BoardTable, Reasons } from './board-table.tsx'
import { Bar } from './state-mark.tsx'
import './board/board.css'

const isMaking = ({ gaps }: Cell): boolean => gaps.some(({ remedy }) => remedy === 'wait')

/** Quick while something is being made; slow otherwise, since a colleague may add material. */
const pause = ({ cells }: PersonStanding): number => (cells.some(isMaking) ? 2_500 : 30_000)

export function ReadinessPanel(): ReactNode {
  const { id } = useDocumentInfo()
  const [round, setRound] = useState(0)
  const { latest, failure } = usePolled<PersonStanding>(
    id === undefined ? null : `/api/honorees/${id}/readiness?round=${round}`,
    pause,
  )
  if (id === undefined) return <p className="zm-quiet zm-panel">保存后在此查看各渠道的就绪情况。</p>
  if (!latest) return <p className="zm-quiet zm-panel">{failure ?? '正在查看…'}</p>
  const { name, unit, notes, cells } = latest
  const ready = cells.filter(({ state }) => isThere(state)).length
  return (
    <section className="zm-panel zb" aria-label="渠道就绪情况">
      <p aria-live="polite">
        {cells.length} 个渠道中 <strong>{ready}</strong> 个就绪。
      </p>
      {notes.map((text) => (
        <p key={text} className="zm-note">
          {text}
        </p>
      ))}
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      <Gaps
        person={{ id: String(id), name, unit }}
        gaps={openGaps(latest)}
        onDone={() => setRound(round + 1)}
      />
      <BoardTable caption="各渠道的就绪情况" columns={['渠道', '状态', '成品', '此渠道另缺']}>
        {cells.map((cell) => (
          <tr key={cell.channelId}>
            <th scope="row">{cell.label}</th>
            <td>
              <StateWord state={cell.state} />
            </td>
            <td className="zm-figure">
              {isMaking(cell) ? (
                <Bar
                  fraction={cell.wanted === 0 ? 0 : cell.done / cell.wanted}
                  label={`${cell.label}成品进度`}
                />
              ) : (
                `${cell.done} / ${cell.wanted}`
              )}
            </td>
            <td>
              <Reasons reasons={[...new Set(cell.gaps.map(({ text }) => text))]} />
            </td>
          </tr>
        ))}
      </BoardTable>
      <Hints cells={cells} />
    </section>
  )
}

function Hints({ cells }: Pick<PersonStanding, 'cells'>): ReactNode {
  const hints = hintsOf(cells)
  if (hints.length === 0) return null
  return (
    <section className="zb-gaps">
      <h3>提示（不影响就绪）</h3>
      <Reasons reasons={[]} quiet={hints.map(({ text, channels }) => `${text}（${channels.join('、')}）`)} />
    </section>
  )
}
