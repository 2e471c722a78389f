'use client'
/** On a person's page: everything made for the channels (成品), to be looked at, played, taken and made again. */
import { Button, toast, useDocumentInfo } from '@payloadcms/ui'
import { type ReactNode, useState } from 'react'
import type { GalleryChannel, ShownGallery, ShownItem } from '../../domain/gallery.ts'
import { ask, usePolled } from '../ask.ts'
import { SmallPicture } from '../variant-file.tsx'
import { VariantStateView } from '../variant-state-cell.tsx'
import { measuresOf } from './measures.ts'
import { PreviewDialog } from './preview-dialog.tsx'
import { frameAsset } from './wanted-asset.ts'
import './person.css'

const isOpen = ({ state }: ShownItem): boolean => state === 'waiting' || state === 'rendering'
const pause = ({ items }: ShownGallery): number => (items.some(isOpen) ? 2_500 : 30_000)

export function GalleryPanel(): ReactNode {
  const { id } = useDocumentInfo()
  const [round, setRound] = useState(0)
  const { latest, failure } = usePolled<ShownGallery>(
    id === undefined ? null : `/api/honorees/${id}/gallery?round=${round}`,
    pause,
  )
  const [at, setAt] = useState<number | null>(null)
  if (id === undefined) return <p className="zm-quiet zm-panel">保存并上传素材后，各渠道的成品在此查看。</p>
  if (!latest) return failure ? <p className="zm-note zm-note--bad">{failure}</p> : <Placeholder />

  const itemOf = new Map(latest.items.map((item) => [item.key, item]))
  // In the order of the page, each once: two channels may show one file.
  const order = [...new Set(latest.channels.flatMap(({ items }) => items))].flatMap(
    (key) => itemOf.get(key) ?? [],
  )
  const done = order.filter(({ state }) => state === 'done').length
  const failed = order.filter(({ state }) => state === 'failed').length
  const current = at === null ? undefined : order[at]
  return (
    <section className="zp" aria-label="成品">
      <p aria-live="polite">
        {order.length === 0
          ? '还没有成品：请先在“素材”里上传照片和视频，并填好事迹，成品会自动生成。'
          : `${order.length} 个成品，已完成 ${done} 个${failed > 0 ? `，失败 ${failed} 个` : ''}。点开可看大图，用方向键翻看。`}
      </p>
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      {groupsOf(latest.channels).map(([group, channels]) => (
        <section key={group} aria-label={group}>
          <h3>{group}</h3>
          {channels.map(({ channelId, label, items }) => (
            <div key={channelId} className="zp-channel">
              <h4>{label}</h4>
              <ul className="zp-grid">
                {items.map((key) => (
                  <Tile
                    key={key}
                    item={itemOf.get(key)}
                    onOpen={() => setAt(order.findIndex((one) => one.key === key))}
                  />
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
      {at !== null && current ? (
        <PreviewDialog
          at={at}
          count={order.length}
          onTurn={setAt}
          onClose={() => setAt(null)}
          shown={{
            name: nameOf(current),
            lines: linesOf(current, latest.channels),
            href: current.href,
            state: (
              <>
                <ItemState item={current} mayRetry={latest.mayRetry} onRetried={() => setRound(round + 1)} />
                <FrameButton asset={latest.mayRetry ? current.framedIn : null} onLeave={() => setAt(null)} />
              </>
            ),
          }}
        />
      ) : null}
    </section>
  )
}

const groupsOf = (channels: readonly GalleryChannel[]) =>
  [...new Set(channels.map(({ group }) => group))].map(
    (group) => [group, channels.filter((one) => one.group === group)] as const,
  )

const nameOf = ({ label, from }: ShownItem): string => (from ? `${label} · ${from}` : label)

function linesOf(item: ShownItem, channels: readonly GalleryChannel[]): string[] {
  const used = channels.filter(({ items }) => items.includes(item.key)).map(({ label }) => label)
  return [
    measuresOf(item),
    item.measured && `实测：${item.measured}`,
    item.edition ? `其中的文字是${item.edition}` : '',
    `用于：${used.join('、')}`,
  ].filter((line) => line !== '')
}

interface TileProps {
  readonly item: ShownItem | undefined
  readonly onOpen: () => void
}

function Tile({ item, onOpen }: TileProps): ReactNode {
  if (!item) return null
  return (
    <li>
      <button type="button" className="zp-tile" onClick={onOpen}>
        {/* Its name is what it shows: whoever speaks to it says that. */}
        <span className="sr-only">看大图：</span>
        <Thumbnail href={item.href} state={item.state} />
        <span className="zp-tile__name">{item.label}</span>
        {item.from ? <span className="sr-only">{` · ${item.from}`}</span> : null}
        {item.state === 'done' ? null : (
          <VariantStateView state={item.state} progress={item.progress} sentence={null} />
        )}
        {item.edition ? <span className="zm-quiet">{item.edition}</span> : null}
      </button>
    </li>
  )
}

function Thumbnail({ href, state }: Pick<ShownItem, 'href' | 'state'>): ReactNode {
  if (href === null)
    return (
      <span className={`zp-thumb zp-thumb--${state}`} aria-hidden="true">
        {state === 'failed' ? '✕' : '◐'}
      </span>
    )
  return (
    <span className="zp-thumb">
      <SmallPicture href={href} />
    </span>
  )
}

interface StateProps {
  readonly item: ShownItem
  readonly mayRetry: boolean
  readonly onRetried: () => void
}

function ItemState({ item, mayRetry, onRetried }: StateProps): ReactNode {
  const [isBusy, setIsBusy] = useState(false)
  const retry = async (): Promise<void> => {
    setIsBusy(true)
    const answer = await ask<{ message: string }>(`/api/variants/${item.key}/retry`, { method: 'POST' })
    setIsBusy(false)
    if (!answer.ok) {
      toast.error(answer.sentence)
      return
    }
    toast.success(answer.value.message)
    onRetried()
  }
  return (
    <>
      <VariantStateView state={item.state} progress={item.progress} sentence={item.problem} />
      {item.state === 'failed' && mayRetry ? (
        <Button
          buttonStyle="secondary"
          size="small"
          margin={false}
          disabled={isBusy}
          onClick={() => void retry()}
        >
          {isBusy ? '正在重新排队…' : '重试'}
        </Button>
      ) : null}
    </>
  )
}

interface FrameProps {
  readonly asset: string | null
  readonly onLeave: () => void
}

const FrameButton = ({ asset, onLeave }: FrameProps): ReactNode =>
  asset === null ? null : (
    <button
      type="button"
      className="zp-button"
      onClick={() => {
        onLeave()
        frameAsset(asset)
      }}
    >
      取景
    </button>
  )

const Placeholder = (): ReactNode => (
  <div className="zp" role="status">
    <p className="zm-quiet">正在查看成品…</p>
    <ul className="zp-grid" aria-hidden="true">
      {[0, 1, 2, 3, 4, 5].map((n) => (
        <li key={n}>
          <span className="zp-thumb zp-thumb--waiting" />
        </li>
      ))}
    </ul>
  </div>
)
