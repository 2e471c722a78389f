'use client'
/** On a person's page: every photograph with all the ratios it is needed in, and the films with their covers. */
import { useDocumentInfo } from '@payloadcms/ui'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import type { Cropping, ShownFilm } from '../../domain/cropping.ts'
import { smallAt } from '../../domain/thumbnail.ts'
import { type Answer, ask } from '../ask.ts'
import { SmallPicture } from '../variant-file.tsx'
import { lengthText } from './measures.ts'
import { PhotoCrops } from './photo-crops.tsx'
import './person.css'

export function CropsPanel(): ReactNode {
  const { id } = useDocumentInfo()
  const [answer, setAnswer] = useState<Answer<Cropping> | null>(null)
  const look = useCallback(async (): Promise<void> => {
    if (id !== undefined) setAnswer(await ask<Cropping>(`/api/honorees/${id}/crops`))
  }, [id])
  useEffect(() => void look(), [look])
  if (id === undefined) return <p className="zm-quiet zm-panel">保存后即可上传照片和视频。</p>
  if (!answer) return <p className="zm-quiet zm-panel">正在查看照片…</p>
  if (!answer.ok) return <p className="zm-note zm-note--bad">{answer.sentence}</p>
  const { photos, films, mayChange } = answer.value
  const cut = photos.filter(({ needs }) => needs.length > 0)
  const whole = photos.filter(({ needs }) => needs.length === 0)
  return (
    <section className="zp" aria-label="照片的裁切">
      {photos.length + films.length === 0 ? (
        <p className="zm-quiet">还没有照片和视频：请在下方“全部素材”里点“新增”上传，或到“收件”页成批收下。</p>
      ) : null}
      {cut.length > 0 ? (
        <p className="zm-quiet">
          各比例与成品的裁切一致；虚线以内是安全区，四周 5% 在有的屏幕和客户端上会被遮住。
        </p>
      ) : null}
      {cut.map((photo) => (
        // What a save made of it is another photograph to whoever draws on it.
        <PhotoCrops
          key={`${photo.id} ${photo.seen}`}
          photo={photo}
          mayChange={mayChange}
          onSaved={() => void look()}
        />
      ))}
      {whole.length > 0 ? (
        <>
          <h3>整幅使用，不裁切</h3>
          <ul className="zp-grid">
            {whole.map(({ id: one, picture, fileName, caption, width, height, role }) => (
              <li key={one}>
                <a className="zp-tile" href={picture} target="_blank" rel="noreferrer">
                  <span className="zp-thumb">
                    <SmallPicture href={picture} alt={caption || fileName} />
                  </span>
                  <span className="zp-tile__name">{fileName}</span>
                  <span className="zm-quiet">
                    {role} · {width}×{height}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {films.map((film) => (
        <Film key={film.id} {...film} />
      ))}
    </section>
  )
}

function Film({ fileName, caption, width, height, durationMs, film, covers }: ShownFilm): ReactNode {
  return (
    <article className="zp-photo" aria-label={fileName}>
      <div>
        <h3>{fileName}</h3>
        <p className="zm-quiet">
          视频 · {width}×{height} · {lengthText(durationMs)}
          {caption ? ` · ${caption}` : ''}
        </p>
        {/* biome-ignore lint/a11y/useMediaCaption: units hand in films without captions of their own */}
        <video
          className="zp-film"
          src={film}
          poster={smallAt(film)}
          controls
          preload="none"
          aria-label={fileName}
        />
      </div>
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
    </article>
  )
}
