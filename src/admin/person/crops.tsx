'use client'
/** On a person's page: every photograph with all the ratios it is needed in, and the films with their covers. */
import { useDocumentInfo } from '@payloadcms/ui'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { CroppedPhoto, Cropping } from '../../domain/cropping.ts'
import { type Answer, ask } from '../ask.ts'
import { FilmCover } from './film-cover.tsx'
import { PhotoCrops, WholePhoto } from './photo-crops.tsx'
import { takeWanted } from './wanted-asset.ts'
import './person.css'

export function CropsPanel(): ReactNode {
  const { id } = useDocumentInfo()
  const [answer, setAnswer] = useState<Answer<Cropping> | null>(null)
  const look = useCallback(async (): Promise<void> => {
    if (id !== undefined) setAnswer(await ask<Cropping>(`/api/honorees/${id}/crops`))
  }, [id])
  useEffect(() => void look(), [look])
  const [opened, setOpened] = useState<readonly string[]>([])
  const panel = useRef<HTMLElement>(null)
  const isThere = answer?.ok === true
  const open = useCallback((asset: string): void => {
    setOpened((others) => [...others, asset])
    requestAnimationFrame(() => {
      const article = panel.current?.querySelector(`[data-asset="${CSS.escape(asset)}"]`)
      article?.scrollIntoView({ block: 'start' })
      article?.querySelector('button')?.focus({ preventScroll: true })
    })
  }, [])
  useEffect(() => {
    const asset = isThere ? takeWanted() : null
    if (asset) open(asset)
  }, [isThere, open])
  if (id === undefined) return <p className="zm-quiet zm-panel">保存后即可上传照片和视频。</p>
  if (!answer) return <p className="zm-quiet zm-panel">正在查看照片…</p>
  if (!answer.ok) return <p className="zm-note zm-note--bad">{answer.sentence}</p>
  const { photos, films, mayChange } = answer.value
  const isOpen = ({ id: one, isSpare }: CroppedPhoto): boolean => !isSpare || opened.includes(one)
  const whole = photos.filter((photo) => !isOpen(photo))
  const onSaved = (): void => void look()
  return (
    <section ref={panel} className="zp" aria-label="照片的裁切">
      {photos.length + films.length === 0 ? (
        <p className="zm-quiet">还没有照片和视频：请在下方“全部素材”里点“新增”上传，或到“收件”页成批收下。</p>
      ) : null}
      {photos.some(isOpen) ? (
        <p className="zm-quiet">
          各比例与成品的裁切一致；虚线以内是安全区，四周 5% 在有的屏幕和客户端上会被遮住。
        </p>
      ) : null}
      {photos.filter(isOpen).map((photo) => (
        // What a save made of it is another photograph to whoever draws on it.
        <PhotoCrops key={`${photo.id} ${photo.seen}`} {...{ photo, mayChange, onSaved }} />
      ))}
      {whole.length > 0 ? (
        <>
          <h3>整幅使用，不裁切</h3>
          <ul className="zp-grid">
            {whole.map((photo) => (
              <WholePhoto
                key={photo.id}
                photo={photo}
                onFrame={mayChange && photo.needs.length > 0 ? () => open(photo.id) : null}
              />
            ))}
          </ul>
        </>
      ) : null}
      {films.map((film) => (
        <FilmCover key={`${film.id} ${film.seen}`} {...{ film, mayChange, onSaved }} />
      ))}
    </section>
  )
}
