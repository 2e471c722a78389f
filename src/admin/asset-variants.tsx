'use client'
/** On an asset's page: what is made of it, appearing by itself while it is made. */
import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import type { VariantState } from '../domain/variant.ts'
import { usePolled } from './ask.ts'
import { VariantFile } from './variant-file.tsx'
import { VariantStateView } from './variant-state-cell.tsx'

interface Row {
  readonly id: string
  readonly label: string
  readonly state: VariantState
  readonly progress?: number | null
  readonly preview?: string | null
  readonly channels?: string | null
  readonly problemSentence?: string | null
  readonly measured?: string | null
}

interface Page {
  readonly docs: readonly Row[]
}

const isOpen = ({ state }: Row): boolean => state === 'waiting' || state === 'rendering'

/** Planning takes a moment after an upload, so an empty list is asked again quickly as well. */
const pause = ({ docs }: Page): number => (docs.length === 0 || docs.some(isOpen) ? 1_500 : 30_000)

export function AssetVariants(): ReactNode {
  const { id } = useDocumentInfo()
  const { config } = useConfig()
  const query = `where[asset][equals]=${encodeURIComponent(String(id))}&depth=0&limit=100&sort=label`
  const { latest, failure } = usePolled<Page>(id === undefined ? null : `/api/variants?${query}`, pause)
  if (id === undefined)
    return <p className="zm-quiet zm-panel">保存后，各渠道所需的成品会自动生成并显示在这里。</p>
  if (!latest) return <p className="zm-quiet zm-panel">{failure ?? '正在查看成品…'}</p>
  const done = latest.docs.filter(({ state }) => state === 'done').length
  return (
    <section className="zm-panel" aria-label="成品">
      <h3>成品</h3>
      <p aria-live="polite" className="zm-quiet">
        {latest.docs.length === 0
          ? '暂无由此素材单独生成的成品：可能正在安排，也可能它只用于海报和新闻包，或材料尚不齐全。'
          : `${latest.docs.length} 个成品，已完成 ${done} 个。`}
      </p>
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      <ul className="zm-cards">
        {latest.docs.map((row) => (
          <li key={row.id} className="zm-card">
            {row.preview ? (
              <VariantFile href={row.preview} label={row.label} size="thumbnail" />
            ) : (
              <span className="zm-thumb zm-thumb--empty" aria-hidden="true" />
            )}
            <div>
              <a href={`${config.routes.admin}/collections/variants/${row.id}`}>{row.label}</a>
              <VariantStateView
                state={row.state}
                progress={row.progress ?? 0}
                sentence={row.problemSentence ?? null}
              />
              <span className="zm-quiet">{row.channels}</span>
              {row.measured ? <span className="zm-quiet">实测：{row.measured}</span> : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
