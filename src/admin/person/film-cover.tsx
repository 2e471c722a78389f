'use client'
/** One film: its player, the picture its covers show, chosen in the player or by its second, and how that is cut. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { ShownFilm } from '../../domain/cropping.ts'
import { latestMoment, secondsOf } from '../../domain/film-cover.ts'
import { momentOf, smallAt } from '../../domain/thumbnail.ts'
import { FramingView } from './framing-view.tsx'
import { lengthText } from './measures.ts'
import { type Framing, useFraming } from './use-framing.ts'

interface Props {
  readonly film: ShownFilm
  readonly mayChange: boolean
  readonly onSaved: () => void
}

export function FilmCover({ film, mayChange, onSaved }: Props): ReactNode {
  const { fileName, width, height, caption, durationMs, original } = film
  const framing = useFraming(film, '封面', mayChange, onSaved)
  const { coverMs } = framing.draft
  const player = useRef<HTMLVideoElement>(null)
  // Whoever may not frame it sees the covers as they were made.
  const isThere = mayChange && coverMs !== null && coverMs >= 0 && coverMs <= latestMoment(film)
  const picture = useSettled(isThere ? momentOf(original, coverMs) : null)
  return (
    <FramingView
      {...{ framing, mayChange, picture }}
      framed={film}
      about={`视频 · ${width}×${height} · ${lengthText(durationMs)}${caption ? ` · ${caption}` : ''}`}
      head={
        <>
          {/* biome-ignore lint/a11y/useMediaCaption: units hand in films without captions of their own */}
          <video
            ref={player}
            className="zp-film"
            src={film.film}
            poster={film.coverMs === null ? smallAt(film.film) : momentOf(original, film.coverMs)}
            controls
            preload="none"
            aria-label={fileName}
          />
          {mayChange && film.needs.length > 0 ? (
            <Moment film={film} framing={framing} player={player} />
          ) : null}
        </>
      }
      instead={<Covers covers={film.covers} />}
      save="保存封面"
    />
  )
}

/** Every picture of a moment costs the server a look into the film, so none is asked for between two digits. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 400)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

interface MomentProps {
  readonly film: ShownFilm
  readonly framing: Framing
  readonly player: { readonly current: HTMLVideoElement | null }
}

/** Enter would save the person's form around it. */
const keepForm = (event: KeyboardEvent): void => {
  if (event.key === 'Enter') event.preventDefault()
}

function Moment({ film, framing, player }: MomentProps): ReactNode {
  const { coverMs } = framing.draft
  const latest = latestMoment(film)
  const [field, about] = [useId(), useId()]
  const take = (): void => {
    const ms = Math.round((player.current?.currentTime ?? 0) * 1000)
    framing.change({ coverMs: Math.min(latest, ms) })
  }
  return (
    <fieldset className="zp-moment" aria-describedby={about}>
      <legend>封面画面</legend>
      <button type="button" className="zp-button" onClick={take}>
        取当前画面作封面
      </button>
      <label htmlFor={field}>
        第{' '}
        <input
          id={field}
          type="number"
          min={0}
          max={secondsOf(latest)}
          step="any"
          placeholder="自动"
          aria-label="封面取第几秒的画面"
          value={coverMs === null ? '' : secondsOf(coverMs)}
          onKeyDown={keepForm}
          onChange={({ target: { value } }) =>
            framing.change({ coverMs: value === '' ? null : Math.round(Number(value) * 1000) })
          }
        />{' '}
        秒
      </label>
      {coverMs === null ? null : (
        <button type="button" className="zp-button" onClick={() => framing.change({ coverMs: null })}>
          恢复自动选取
        </button>
      )}
      <p id={about} className="zm-quiet">
        {coverMs === null
          ? '现在自动选取：从影片中段的 12 个画面里取最有代表性的一个。要自己选，把视频停在合适的画面，再点上面的按钮。'
          : '各比例的封面都取这一画面，可在下方取景。'}
      </p>
    </fieldset>
  )
}

function Covers({ covers }: Pick<ShownFilm, 'covers'>): ReactNode {
  return (
    <ul className="zp-ratios" aria-label="视频封面">
      {covers.length === 0 ? <li className="zm-quiet">封面画面尚未生成。</li> : null}
      {covers.map(({ label, picture }) => (
        <li key={label}>
          {/* biome-ignore lint/performance/noImgElement: signed, short-lived addresses must not pass an image cache */}
          <img className="zp-cover" src={picture} alt={label} loading="lazy" decoding="async" />
          <span>{label}</span>
        </li>
      ))}
    </ul>
  )
}
