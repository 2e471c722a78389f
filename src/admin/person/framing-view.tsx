'use client'
/** One picture: where it is cut around, every ratio as it will be cut, a hand's crop of each, and what saving costs. */
import { lazy, type ReactNode, Suspense, useId, useState } from 'react'
import { areaFor, cropOf, type Ratio, type Rectangle, sidesOf } from '../../domain/crop.ts'
import type { Framed } from '../../domain/cropping.ts'
import { FocalHandle } from './focal-handle.tsx'
import { RatioView } from './ratio-view.tsx'
import type { Framing } from './use-framing.ts'

const Drawing = lazy(async () => ({ default: (await import('./drawing.tsx')).Drawing }))

interface Props {
  readonly framed: Framed
  readonly framing: Framing
  /** Of the whole picture; null where there is none to draw on. */
  readonly picture: string | null
  readonly about: string
  readonly mayChange: boolean
  /** Above the picture, e.g. a player. */
  readonly head?: ReactNode
  /** Instead of the ratios, where there is no picture. */
  readonly instead?: ReactNode
  readonly save: string
}

export function FramingView(props: Props): ReactNode {
  const { framed, framing, picture, about, head, instead, save } = props
  const [drawn, setDrawn] = useState<Ratio | null>(null)
  const title = useId()
  return (
    <article className="zp-photo" aria-labelledby={title} data-asset={framed.id}>
      <div>
        <h3 id={title}>{framed.fileName}</h3>
        <p className="zm-quiet">{about}</p>
        {head}
        {picture === null ? null : <Whole {...props} {...{ picture, drawn }} onEnd={() => setDrawn(null)} />}
        {/* Where the drawing ends, not below all ratios. */}
        <SaveBar framing={framing} save={save} onReset={() => setDrawn(null)} />
      </div>
      {picture === null ? instead : <Ratios {...props} {...{ picture, drawn }} onDraw={setDrawn} />}
    </article>
  )
}

type PartProps = Pick<Props, 'framed' | 'framing' | 'mayChange'> & {
  readonly picture: string
  /** Which ratio a hand draws just now. */
  readonly drawn: Ratio | null
}

const areaOf = (framed: Framed, { placedIn }: Framing, ratio: Ratio): Rectangle =>
  areaFor(framed, sidesOf(ratio) ?? framed, placedIn(ratio))

/** The whole picture, with its point or with what is drawn. */
function Whole({
  framed,
  framing,
  mayChange,
  picture,
  drawn,
  onEnd,
}: PartProps & { readonly onEnd: () => void }): ReactNode {
  const { draft, focal, change } = framing
  const { width, height, fileName } = framed
  if (drawn === null)
    return (
      <FocalHandle
        {...{ picture, width, height, focal }}
        name={fileName}
        isSet={draft.focal !== null}
        mayMove={mayChange}
        onMove={(moved) => change({ focal: moved })}
        onReset={() => change({ focal: null })}
      />
    )
  return (
    <Suspense fallback={<p className="zm-quiet">正在打开裁切工具…</p>}>
      <Drawing
        {...{ framed, picture, onEnd }}
        ratio={drawn}
        crop={draft.crops[drawn] ?? cropOf(framed, areaOf(framed, framing, drawn))}
        onDraw={(crop) => change({ crops: { ...draft.crops, [drawn]: crop } })}
      />
    </Suspense>
  )
}

function Ratios({
  framed,
  framing,
  mayChange,
  picture,
  drawn,
  onDraw,
}: PartProps & { readonly onDraw: (ratio: Ratio | null) => void }): ReactNode {
  const { draft, change } = framing
  const begin = (ratio: Ratio): void => {
    // What is drawn first is what would be cut by itself.
    const crop = draft.crops[ratio] ?? cropOf(framed, shrunk(areaOf(framed, framing, ratio)))
    change({ crops: { ...draft.crops, [ratio]: crop } })
    onDraw(ratio)
  }
  const release = (ratio: Ratio): void => {
    const { [ratio]: _, ...others } = draft.crops
    change({ crops: others })
    onDraw(null)
  }
  return (
    <ul className="zp-ratios" aria-label="各比例的裁切">
      {framed.needs.map((need) => (
        <RatioView
          key={need.ratio}
          {...{ need, framed, picture, mayChange }}
          area={areaOf(framed, framing, need.ratio)}
          isDrawn={need.ratio in draft.crops}
          isBeingDrawn={need.ratio === drawn}
          onDraw={() => begin(need.ratio)}
          onRelease={() => release(need.ratio)}
        />
      ))}
    </ul>
  )
}

/** A tenth smaller around its middle, so that there is something to move. */
const shrunk = ({ left, top, width, height }: Rectangle): Rectangle => ({
  left: Math.round(left + width * 0.05),
  top: Math.round(top + height * 0.05),
  width: Math.round(width * 0.9),
  height: Math.round(height * 0.9),
})

interface SaveProps {
  readonly framing: Framing
  readonly save: string
  readonly onReset: () => void
}

function SaveBar({ framing, save, onReset }: SaveProps): ReactNode {
  const { isChanged, cost, isBusy } = framing
  if (!isChanged) return null
  return (
    <div className="zp-save">
      <p aria-live="polite">{costText(cost)}</p>
      <button
        type="button"
        className="zp-button zp-button--main"
        disabled={isBusy || cost?.ok === false}
        onClick={() => void framing.save()}
      >
        {isBusy ? '正在保存…' : save}
      </button>
      <button
        type="button"
        className="zp-button"
        onClick={() => {
          framing.reset()
          onReset()
        }}
      >
        放弃改动
      </button>
    </div>
  )
}

function costText(cost: Framing['cost']): string {
  if (cost === null) return '正在计算要重做哪些成品…'
  if (!cost.ok) return cost.sentence
  const { redone, lost } = cost.value
  const made =
    redone.length > 0 ? `保存后将重做 ${redone.length} 个成品：${redone.join('、')}。` : '没有成品需要重做。'
  return lost.length > 0 ? `${made}裁切框像素不够，${lost.join('、')}将不再制作。` : made
}
