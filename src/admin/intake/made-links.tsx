'use client'
/** Links just made, shown this once: one with its code, or all as a sheet to print and cut. */
import type { ReactNode } from 'react'
import { renderSVG } from 'uqr'
import { useCopying } from '../copying.ts'

export interface MadeLink {
  readonly unit: string
  readonly address: string
  /** Beijing time, in words. */
  readonly until: string
  readonly isOpen: boolean
}

const Closed = ({ until }: Pick<MadeLink, 'until'>): ReactNode => (
  <p className="zi-note">
    交件已于 {until} 截止，现在凭它还不能交件：请审核、终审或管理员在下面该单位一行点“延长”，再发给单位。
  </p>
)

const Code = ({ unit, address }: Pick<MadeLink, 'unit' | 'address'>): ReactNode => (
  // Drawn here: a code made elsewhere would carry the link away.
  // biome-ignore lint/performance/noImgElement: nothing is fetched that could be made smaller.
  <img
    src={`data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(address))}`}
    alt={`“${unit}”交件链接的二维码`}
    width={180}
    height={180}
  />
)

interface OneProps extends MadeLink {
  readonly onClose: () => void
}

export function MadeOne({ unit, address, until, isOpen, onClose }: OneProps): ReactNode {
  const { said, copy } = useCopying(address)
  return (
    <div className="zi-made" role="status">
      <Code unit={unit} address={address} />
      <div>
        <h3>“{unit}”的交件链接，只显示这一次</h3>
        {isOpen ? null : <Closed until={until} />}
        <input readOnly value={address} aria-label="交件链接" onFocus={(event) => event.target.select()} />
        <p>
          <button type="button" className="zi-button" onClick={() => void copy()}>
            复制链接
          </button>{' '}
          <button type="button" className="zi-link" onClick={onClose}>
            已转交，收起
          </button>{' '}
          <span aria-live="polite">{said}</span>
        </p>
        <p className="zi-quiet">请只发给该单位的联系人：凭它可以看到并提交该单位人选的材料。</p>
      </div>
    </div>
  )
}

interface SheetProps {
  readonly links: readonly MadeLink[]
  readonly onClose: () => void
}

export function MadeSheet({ links, onClose }: SheetProps): ReactNode {
  const closed = links.find(({ isOpen }) => !isOpen)
  const rows = links.map(({ unit, address, until }) => [unit, address, until].join('\t'))
  const { said, copy } = useCopying(['推荐单位\t交件链接\t截止时间（北京时间）', ...rows].join('\n'))
  return (
    <div className="zi-sheet">
      <div className="zi-sheet-tools" role="status">
        <h3>{links.length} 个单位的交件链接，只显示这一次</h3>
        {closed ? <Closed until={closed.until} /> : null}
        <p className="zi-quiet">
          请打印或复制后分别发给各单位的联系人：凭链接可以看到并提交该单位人选的材料。
        </p>
        <p>
          <button type="button" className="zi-button zi-button--main" onClick={() => window.print()}>
            打印（每单位一张）
          </button>{' '}
          <button type="button" className="zi-button" onClick={() => void copy()}>
            复制为表格
          </button>{' '}
          <button type="button" className="zi-link" onClick={onClose}>
            已转交，收起
          </button>{' '}
          <span aria-live="polite">{said}</span>
        </p>
      </div>
      <ul className="zi-slips">
        {links.map(({ unit, address, until }) => (
          <li key={unit} className="zi-slip">
            <Code unit={unit} address={address} />
            <div>
              <h4>{unit}</h4>
              <p>请用手机扫码，或在电脑上打开下面的链接，提交本单位人选的申报材料。</p>
              <p className="zi-address">{address}</p>
              <p>截止时间（北京时间）：{until}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
