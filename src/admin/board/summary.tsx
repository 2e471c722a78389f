'use client'
/** Above the matrix: how many cells are there, how far the files are, what failed, what waits in 收件, and whom people wait for. */
import type { ReactNode } from 'react'
import { type BoardPage, type BoardQuery, standingOf, waitingFor } from '../../domain/board-view.ts'
import { actorLabel } from '../../domain/gap.ts'
import { Bar } from '../state-mark.tsx'
import type { Ask } from './use-board-query.ts'

interface Props {
  readonly page: BoardPage
  readonly query: BoardQuery
  readonly onAsk: Ask
}

export function Summary({ page, query, onAsk }: Props): ReactNode {
  const { made, handedIn, people } = page
  const { ready, cells, everywhere } = standingOf(people)
  return (
    <div className="zb-summary">
      <div className="zb-made">
        <strong>
          就绪 {ready} / {cells} 格
        </strong>
        <Bar fraction={cells === 0 ? 0 : ready / cells} label="就绪进度" />
      </div>
      <span>
        各渠道都就绪的 {everywhere} / {people.length} 人
      </span>
      <span className="zm-quiet">
        成品 {made.done} / {made.total} 个
      </span>
      {made.failed > 0 ? (
        <button
          type="button"
          className="zb-chip zb-chip--bad"
          aria-pressed={query.state === 'failed'}
          onClick={() => onAsk({ state: query.state === 'failed' ? '' : 'failed' })}
        >
          失败 {made.failed} 个
        </button>
      ) : null}
      {handedIn.refused + handedIn.waiting > 0 ? (
        <a className="zb-chip" href={`/admin/intake?campaign=${page.campaignId}#zi-waiting`}>
          收件待处理 {handedIn.refused + handedIn.waiting} 个
          {handedIn.refused > 0 ? `，其中退回 ${handedIn.refused} 个` : ''}
        </a>
      ) : null}
      {page.quota.map((text) => (
        <p key={text} className="zb-quota" role="status">
          ! {text}
        </p>
      ))}
      <fieldset className="zb-waits">
        <legend>等谁</legend>
        {waitingFor(people).map(([actor, count]) => (
          <button
            key={actor}
            type="button"
            className="zb-chip"
            aria-pressed={query.waits === actor}
            disabled={count === 0 && query.waits !== actor}
            onClick={() => onAsk({ waits: query.waits === actor ? '' : actor })}
          >
            {actorLabel[actor]} {count} 人
          </button>
        ))}
      </fieldset>
    </div>
  )
}
