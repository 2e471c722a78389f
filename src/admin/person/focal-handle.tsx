'use client'
/** The point every automatic crop keeps, on the whole photograph: dragged, or moved by arrow keys. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import type { FocalPoint } from '../../domain/asset.ts'

interface Props {
  readonly picture: string
  readonly name: string
  /** Pixels: the point has its place before the picture is there. */
  readonly width: number
  readonly height: number
  readonly focal: FocalPoint
  /** By a person, not found by the machine. */
  readonly isSet: boolean
  readonly mayMove: boolean
  readonly onMove: (focal: FocalPoint) => void
  readonly onReset: () => void
}

/** Hundredths, as they are kept. */
const share = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 100) / 100

const steps: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export function FocalHandle(props: Props): ReactNode {
  const { picture, name, width, height, focal, isSet, mayMove, onMove, onReset } = props
  const frame = useRef<HTMLDivElement>(null)
  const follow = (event: PointerEvent): void => {
    const box = frame.current?.getBoundingClientRect()
    if (!box || event.buttons !== 1) return
    onMove({
      x: share((event.clientX - box.left) / box.width),
      y: share((event.clientY - box.top) / box.height),
    })
  }
  const onKey = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    const by = event.shiftKey ? 0.05 : 0.01
    onMove({ x: share(focal.x + step[0] * by), y: share(focal.y + step[1] * by) })
  }
  const place = `横 ${Math.round(focal.x * 100)}%，纵 ${Math.round(focal.y * 100)}%`
  return (
    <>
      <div ref={frame} className="zp-focal" onPointerMove={mayMove ? follow : undefined}>
        {/* biome-ignore lint/performance/noImgElement: signed, short-lived addresses must not pass an image cache */}
        <img className="zp-whole" src={picture} alt={name} width={width} height={height} draggable={false} />
        <button
          type="button"
          className="zp-focal__point"
          disabled={!mayMove}
          aria-label={`主体位置：${place}，用方向键移动`}
          style={{ left: `${focal.x * 100}%`, top: `${focal.y * 100}%` }}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onKeyDown={onKey}
        />
      </div>
      <p className="zm-quiet" aria-live="polite">
        主体位置（{isSet ? '手动' : '自动'}）：{place}。拖动圆点，或用方向键移动（按住 Shift 走大步）。
      </p>
      {isSet && mayMove ? (
        <button type="button" className="zp-button" onClick={onReset}>
          恢复自动主体位置
        </button>
      ) : null}
    </>
  )
}
