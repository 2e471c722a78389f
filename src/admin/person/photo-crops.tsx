'use client'
/** One photograph with all its ratios; and one that is no lead photograph, small until somebody frames it. */
import type { ReactNode } from 'react'
import type { CroppedPhoto } from '../../domain/cropping.ts'
import { SmallPicture } from '../variant-file.tsx'
import { FramingView } from './framing-view.tsx'
import { useFraming } from './use-framing.ts'

interface Props {
  readonly photo: CroppedPhoto
  readonly mayChange: boolean
  readonly onSaved: () => void
}

const aboutOf = ({ role, width, height, caption }: CroppedPhoto): string =>
  `${role} · ${width}×${height}${caption ? ` · ${caption}` : ''}`

export function PhotoCrops({ photo, mayChange, onSaved }: Props): ReactNode {
  const framing = useFraming(photo, '裁切', mayChange, onSaved)
  const spare = photo.isSpare ? (
    <p className="zm-quiet">现在没有成品由它裁切；一旦用作主图，就按这里的取景。</p>
  ) : null
  return (
    <FramingView
      {...{ framing, mayChange }}
      framed={photo}
      picture={photo.picture}
      about={aboutOf(photo)}
      head={spare}
      save="保存裁切"
    />
  )
}

interface TileProps {
  readonly photo: CroppedPhoto
  readonly onFrame: (() => void) | null
}

export function WholePhoto({ photo, onFrame }: TileProps): ReactNode {
  const { picture, fileName, caption, crops, focal } = photo
  const isFramed = crops.length > 0 || focal !== null
  return (
    <li>
      <a className="zp-tile" href={picture} target="_blank" rel="noreferrer">
        <span className="zp-thumb">
          <SmallPicture href={picture} alt={caption || fileName} />
        </span>
        <span className="zp-tile__name">{fileName}</span>
        <span className="zm-quiet">{aboutOf({ ...photo, caption: '' })}</span>
      </a>
      {onFrame ? (
        <button type="button" className="zp-button" aria-label={`取景：${fileName}`} onClick={onFrame}>
          取景{isFramed ? ' · 已设' : ''}
        </button>
      ) : null}
    </li>
  )
}
