'use client'
/** On a person's page: every release with its channel, version and what it is now, the newest first. */
import { useAuth, useDocumentInfo } from '@payloadcms/ui'
import { type ReactNode, useState } from 'react'
import type { VersionStatus } from '../../domain/release.ts'
import { allows } from '../../domain/rights.ts'
import { roleIn } from '../../domain/role.ts'
import { usePolled } from '../ask.ts'
import { BoardTable } from '../board-table.tsx'
import { minute } from '../clock.ts'
import { ReleaseActions } from '../release-actions.tsx'
import { newReleasePath } from './address.ts'
import './person.css'

interface Row {
  readonly id: string
  readonly title: string
  readonly status: VersionStatus
  readonly channelId: string
  readonly version: number
  readonly validFrom: string
  readonly validUntil?: string | null
  readonly frozenAt: string
}

interface Page {
  readonly docs: readonly Row[]
  readonly totalDocs: number
}

/** Colour and shape, as on every page. */
const shown: Readonly<Record<VersionStatus, string>> = {
  waiting: '◇ 待发布',
  live: '★ 展示中',
  expired: '■ 已结束',
  withdrawn: '⊘ 已撤回',
  superseded: '■ 已被新版取代',
}

const fields = ['title', 'status', 'channelId', 'version', 'validFrom', 'validUntil', 'frozenAt']
const atMost = 100

const isNewest = ({ channelId, version }: Row, rows: readonly Row[]): boolean =>
  !rows.some((other) => other.channelId === channelId && other.version > version)

export function ReleasesPanel(): ReactNode {
  const { id } = useDocumentInfo()
  const [round, setRound] = useState(0)
  const [acted, setActed] = useState<string | null>(null)
  const role = roleIn(useAuth().user)
  const query = [
    `where[honoree][equals]=${encodeURIComponent(String(id))}`,
    `depth=0&limit=${atMost}&sort=-createdAt&round=${round}`,
    ...fields.map((name) => `select[${name}]=true`),
  ].join('&')
  const { latest, failure } = usePolled<Page>(
    id === undefined ? null : `/api/releases?${query}`,
    () => 30_000,
  )
  if (id === undefined) return <p className="zm-quiet zm-panel">保存后在此查看发布记录。</p>
  if (!latest) return <p className="zm-quiet zm-panel">{failure ?? '正在查看发布记录…'}</p>
  const mayRelease = allows(role, 'releases', 'create')
  return (
    <section className="zp" aria-label="发布记录">
      <p>
        {latest.docs.length === 0
          ? '还没有发布过。'
          : `共 ${latest.totalDocs} 项发布，最新的在前，时间为北京时间；点开可看冻结的内容。`}
        {latest.totalDocs > atMost ? `这里只列出最近 ${atMost} 项。` : ''}
      </p>
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      {mayRelease ? (
        <a className="zp-button" href={newReleasePath(String(id))}>
          新建发布
        </a>
      ) : null}
      {latest.docs.length > 0 ? (
        <BoardTable caption="发布记录" columns={['发布', '版次', '状态', '时段', '操作']}>
          {latest.docs.map((row) => (
            <ReleaseRow
              key={row.id}
              row={row}
              again={
                mayRelease && isNewest(row, latest.docs) ? newReleasePath(String(id), row.channelId) : null
              }
              isActed={acted === row.id}
              onAct={() => setActed(row.id)}
              onChange={() => setRound(round + 1)}
            />
          ))}
        </BoardTable>
      ) : null}
    </section>
  )
}

interface RowProps {
  readonly row: Row
  /** Where it is shown anew once it is withdrawn; null for whom it is not. */
  readonly again: string | null
  /** What can be done with it stands open. */
  readonly isActed: boolean
  readonly onAct: () => void
  readonly onChange: () => void
}

const ReleaseRow = ({ row, again, isActed, onAct, onChange }: RowProps): ReactNode => (
  <tr>
    <th scope="row">
      <a href={`/admin/collections/releases/${row.id}`}>{row.title}</a>
    </th>
    <td className="zm-figure">{row.version}</td>
    <td>
      <span className={`zp-state zp-state--${row.status}`}>{shown[row.status]}</span>
    </td>
    <td>
      {minute(row.validFrom)} 起{row.validUntil ? `，至 ${minute(row.validUntil)}` : '，一直展示'}
    </td>
    <td>
      {isActed ? (
        <ReleaseActions releaseId={row.id} onChange={onChange} />
      ) : row.status === 'live' || row.status === 'waiting' ? (
        <button type="button" className="zp-button" aria-label={`更正或撤回：${row.title}`} onClick={onAct}>
          更正或撤回
        </button>
      ) : row.status === 'withdrawn' && again ? (
        <a className="zp-button" href={again}>
          重新发布<span className="sr-only">：{row.title}</span>
        </a>
      ) : null}
    </td>
  </tr>
)
