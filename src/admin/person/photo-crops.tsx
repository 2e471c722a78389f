'use client'
/** One photograph: where it is cut around, every ratio as it will be cut, and a hand's crop of each. */
import { toast } from '@payloadcms/ui'
import { type ReactNode, useEffect, useId, useState } from 'react'
import ReactCrop from 'react-image-crop'
import 'react-image-crop/dist/ReactCrop.css'
import type { FocalPoint } from '../../domain/asset.ts'
import {
  areaFor,
  type Crop,
  type Crops,
  cropAt,
  cropList,
  cropOf,
  largest,
  type Placed,
  type Ratio,
  type Rectangle,
  sidesOf,
} from '../../domain/crop.ts'
import type { CropCost, CroppedPhoto } from '../../domain/cropping.ts'
import { type Answer, ask } from '../ask.ts'
import { FocalHandle } from './focal-handle.tsx'
import { RatioView } from './ratio-view.tsx'

interface Props {
  readonly photo: CroppedPhoto
  readonly mayChange: boolean
  readonly onSaved: () => void
}

type Saved = CropCost & { readonly seen: string }

export function PhotoCrops({ photo, mayChange, onSaved }: Props): ReactNode {
  const [focal, setFocal] = useState<FocalPoint | null>(photo.focal)
  const [crops, setCrops] = useState<Crops>(() => recordOf(photo))
  const [drawn, setDrawn] = useState<Ratio | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const title = useId()
  const isChanged =
    JSON.stringify([focal, cropList(crops)]) !== JSON.stringify([photo.focal, cropList(recordOf(photo))])
  const cost = useCost(photo, focal, crops, isChanged)
  const placedIn = (ratio: Ratio): Placed => {
    const crop = crops[ratio]
    return crop ? { crop } : { focal: focal ?? photo.subject }
  }
  const areaOf = (ratio: Ratio): Rectangle => areaFor(photo, sidesOf(ratio) ?? photo, placedIn(ratio))
  const begin = (ratio: Ratio): void => {
    // What is drawn first is what would be cut by itself.
    setCrops({ ...crops, [ratio]: crops[ratio] ?? cropOf(photo, shrunk(areaOf(ratio))) })
    setDrawn(ratio)
  }
  const release = (ratio: Ratio): void => {
    const { [ratio]: _, ...others } = crops
    setCrops(others)
    setDrawn(null)
  }
  const reset = (): void => {
    setFocal(photo.focal)
    setCrops(recordOf(photo))
    setDrawn(null)
  }
  const save = async (): Promise<void> => {
    setIsBusy(true)
    const answer = await send(photo, { focal, crops, isTrial: false })
    setIsBusy(false)
    if (!answer.ok) {
      toast.error(answer.sentence, { duration: 15_000 })
      return
    }
    toast.success(
      answer.value.redone.length > 0
        ? `裁切已保存，正在重做 ${answer.value.redone.length} 个成品。`
        : '裁切已保存，没有成品需要重做。',
    )
    onSaved()
  }

  return (
    <article className="zp-photo" aria-labelledby={title}>
      <div>
        <h3 id={title}>{photo.fileName}</h3>
        <p className="zm-quiet">
          {photo.role} · {photo.width}×{photo.height}
          {photo.caption ? ` · ${photo.caption}` : ''}
        </p>
        {drawn === null ? (
          <FocalHandle
            width={photo.width}
            height={photo.height}
            picture={photo.picture}
            name={photo.fileName}
            focal={focal ?? photo.subject}
            isSet={focal !== null}
            mayMove={mayChange}
            onMove={setFocal}
            onReset={() => setFocal(null)}
          />
        ) : (
          <Drawing
            photo={photo}
            ratio={drawn}
            crop={crops[drawn] ?? cropOf(photo, areaOf(drawn))}
            onDraw={(crop) => setCrops({ ...crops, [drawn]: crop })}
            onEnd={() => setDrawn(null)}
          />
        )}
      </div>
      <ul className="zp-ratios" aria-label="各比例的裁切">
        {photo.needs.map((need) => (
          <RatioView
            key={need.ratio}
            need={need}
            photo={photo}
            area={areaOf(need.ratio)}
            isDrawn={need.ratio in crops}
            isBeingDrawn={need.ratio === drawn}
            mayChange={mayChange}
            onDraw={() => begin(need.ratio)}
            onRelease={() => release(need.ratio)}
          />
        ))}
      </ul>
      {isChanged ? (
        <div className="zp-save">
          <p aria-live="polite">{costText(cost)}</p>
          <button
            type="button"
            className="zp-button zp-button--main"
            disabled={isBusy || cost?.ok === false}
            onClick={() => void save()}
          >
            {isBusy ? '正在保存…' : '保存裁切'}
          </button>
          <button type="button" className="zp-button" onClick={reset}>
            放弃改动
          </button>
        </div>
      ) : null}
    </article>
  )
}

const recordOf = ({ crops }: CroppedPhoto): Crops =>
  Object.fromEntries(crops.map(({ ratio, ...crop }) => [ratio, crop]))

/** A tenth smaller around its middle, so that there is something to move. */
const shrunk = ({ left, top, width, height }: Rectangle): Rectangle => ({
  left: Math.round(left + width * 0.05),
  top: Math.round(top + height * 0.05),
  width: Math.round(width * 0.9),
  height: Math.round(height * 0.9),
})

const send = (
  { id, seen }: CroppedPhoto,
  { focal, crops, isTrial }: { focal: FocalPoint | null; crops: Crops; isTrial: boolean },
  signal?: AbortSignal,
): Promise<Answer<Saved>> =>
  ask<Saved>(`/api/assets/${id}/crops`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ focal, crops: cropList(crops), seen, isTrial }),
    ...(signal ? { signal } : {}),
  })

/** What saving would cost; null while it is not known. */
function useCost(
  photo: CroppedPhoto,
  focal: FocalPoint | null,
  crops: Crops,
  isChanged: boolean,
): Answer<Saved> | null {
  const [cost, setCost] = useState<Answer<Saved> | null>(null)
  useEffect(() => {
    setCost(null)
    if (!isChanged) return
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      const answer = await send(photo, { focal, crops, isTrial: true }, stop.signal)
      if (!stop.signal.aborted) setCost(answer)
    }, 400)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [photo, focal, crops, isChanged])
  return cost
}

function costText(cost: Answer<Saved> | null): string {
  if (cost === null) return '正在计算要重做哪些成品…'
  if (!cost.ok) return cost.sentence
  const { redone, lost } = cost.value
  const made =
    redone.length > 0 ? `保存后将重做 ${redone.length} 个成品：${redone.join('、')}。` : '没有成品需要重做。'
  return lost.length > 0 ? `${made}裁切框像素不够，${lost.join('、')}将不再制作。` : made
}

interface DrawingProps {
  readonly photo: CroppedPhoto
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

function Drawing({ photo, ratio, crop, onDraw, onEnd }: DrawingProps): ReactNode {
  const sides = sidesOf(ratio) ?? photo
  const { left, top, width, height } = cropAt(photo, sides, crop)
  const most = largest(photo, sides)
  return (
    <>
      <ReactCrop
        ariaLabels={handles}
        aspect={sides.width / sides.height}
        keepSelection
        ruleOfThirds
        crop={{
          unit: '%',
          x: (left / photo.width) * 100,
          y: (top / photo.height) * 100,
          width: (width / photo.width) * 100,
          height: (height / photo.height) * 100,
        }}
        onChange={(_, percent) => {
          const wanted = {
            x: Math.max(0, percent.x / 100),
            y: Math.max(0, percent.y / 100),
            width: Math.min(percent.width / 100, most.width / photo.width),
          }
          if (wanted.width > 0) onDraw(cropOf(photo, cropAt(photo, sides, wanted)))
        }}
      >
        {/* biome-ignore lint/performance/noImgElement: signed, short-lived addresses must not pass an image cache */}
        <img className="zp-whole" src={photo.picture} alt={photo.fileName} />
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
