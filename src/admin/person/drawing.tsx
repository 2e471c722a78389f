'use client'
/** A hand's crop of one ratio; apart, so that whoever only looks is not sent what draws. */
import type { ReactNode } from 'react'
import ReactCrop from 'react-image-crop'
import 'react-image-crop/dist/ReactCrop.css'
import { type Crop, cropAt, cropOf, largest, type Ratio, sidesOf } from '../../domain/crop.ts'
import type { Framed } from '../../domain/cropping.ts'

interface Props {
  readonly framed: Framed
  readonly picture: string
  readonly ratio: Ratio
  readonly crop: Crop
  readonly onDraw: (crop: Crop) => void
  readonly onEnd: () => void
}

const handles = {
  cropArea: '裁切框，用方向键移动',
  nwDragHandle: '左上角，用方向键缩放',
  nDragHandle: '上边，用方向键缩放',
  neDragHandle: '右上角，用方向键缩放',
  eDragHandle: '右边，用方向键缩放',
  seDragHandle: '右下角，用方向键缩放',
  sDragHandle: '下边，用方向键缩放',
  swDragHandle: '左下角，用方向键缩放',
  wDragHandle: '左边，用方向键缩放',
}

export function Drawing({ framed, picture, ratio, crop, onDraw, onEnd }: Props): ReactNode {
  const sides = sidesOf(ratio) ?? framed
  const { left, top, width, height } = cropAt(framed, sides, crop)
  const most = largest(framed, sides)
  return (
    <>
      <ReactCrop
        ariaLabels={handles}
        aspect={sides.width / sides.height}
        keepSelection
        ruleOfThirds
        crop={{
          unit: '%',
          x: (left / framed.width) * 100,
          y: (top / framed.height) * 100,
          width: (width / framed.width) * 100,
          height: (height / framed.height) * 100,
        }}
        onChange={(_, percent) => {
          const wanted = {
            x: Math.max(0, percent.x / 100),
            y: Math.max(0, percent.y / 100),
            width: Math.min(percent.width / 100, most.width / framed.width),
          }
          if (wanted.width > 0) onDraw(cropOf(framed, cropAt(framed, sides, wanted)))
        }}
      >
        {/* biome-ignore lint/performance/noImgElement: signed, short-lived addresses must not pass an image cache */}
        <img className="zp-whole" src={picture} alt={framed.fileName} />
      </ReactCrop>
      <p className="zm-quiet">
        {ratio} 裁切：{width}×{height} 像素。拖动方框，或用方向键移动（按住 Shift 走大步）。
      </p>
      <button type="button" className="zp-button" onClick={onEnd}>
        画好了
      </button>
    </>
  )
}
