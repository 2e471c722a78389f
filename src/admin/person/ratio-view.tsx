'use client'
/** A photograph as one ratio shows it: exactly what the renderer will cut, and the part of it that is safe. */
import type { ReactNode } from 'react'
import { type Rectangle, sidesOf } from '../../domain/crop.ts'
import type { Framed } from '../../domain/cropping.ts'

interface Props {
  readonly need: Framed['needs'][number]
  readonly framed: Framed
  readonly picture: string
  readonly area: Rectangle
  readonly isDrawn: boolean
  readonly isBeingDrawn: boolean
  readonly mayChange: boolean
  readonly onDraw: () => void
  readonly onRelease: () => void
}

/** Of the picture shown, in CSS pixels: all ratios are equally high, so that they stand side by side. */
const shownHeight = 120

export function RatioView(props: Props): ReactNode {
  const { need, framed, picture, area, isDrawn, isBeingDrawn, mayChange } = props
  const { ratio, use, outputs, channels } = need
  const sides = sidesOf(ratio) ?? area
  const scale = shownHeight / area.height
  const used = `${outputs.join('、')}；用于${channels.join('、')}`
  return (
    <li>
      <span
        className={`zp-ratio${isBeingDrawn ? ' zp-ratio--drawn' : ''}`}
        style={{ width: (shownHeight * sides.width) / sides.height, height: shownHeight }}
        role="img"
        aria-label={`${ratio} 的裁切：从左 ${area.left}、上 ${area.top} 起 ${area.width}×${area.height} 像素`}
        data-area={`${area.left},${area.top},${area.width},${area.height}`}
      >
        {/* biome-ignore lint/performance/noImgElement: signed, short-lived addresses must not pass an image cache */}
        <img
          src={picture}
          alt=""
          style={{
            width: framed.width * scale,
            height: framed.height * scale,
            left: -area.left * scale,
            top: -area.top * scale,
          }}
        />
      </span>
      <strong>
        {use} {ratio}
        {isDrawn ? ' · 手动' : ' · 自动'}
      </strong>
      <span className="zm-quiet zp-ratio__use" title={used}>
        {outputs.length} 种成品：{outputs.join('、')}
      </span>
      {mayChange ? (
        <span className="zp-actions">
          <button
            type="button"
            className="zp-button"
            aria-label={`手动裁切 ${ratio}`}
            disabled={isBeingDrawn}
            onClick={props.onDraw}
          >
            手动裁切
          </button>
          {isDrawn ? (
            <button
              type="button"
              className="zp-button"
              aria-label={`恢复自动裁切 ${ratio}`}
              onClick={props.onRelease}
            >
              恢复自动裁切
            </button>
          ) : null}
        </span>
      ) : null}
    </li>
  )
}
