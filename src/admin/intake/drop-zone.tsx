'use client'
/** Where files come in: dropped, or chosen by keyboard as files or as a folder; and how far each is on its way. */
import { type DragEvent, type ReactNode, useId, useState } from 'react'
import { fromDrop, fromInput, type PickedFile } from './picked-files.ts'
import type { Uploads } from './use-uploads.ts'

interface Props {
  readonly prompt: string
  readonly onPick: (picked: readonly PickedFile[]) => void
  readonly isDisabled?: boolean
}

export function DropZone({ prompt, onPick, isDisabled = false }: Props): ReactNode {
  const [isOver, setIsOver] = useState(false)
  const id = useId()
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(false)
    if (!isDisabled) void fromDrop(event.dataTransfer.items).then(onPick)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside do the same by keyboard.
    <div
      className={`zi-drop${isOver ? ' zi-drop--over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <p>{prompt}</p>
      <div className="zi-picks">
        {(['files', 'folder'] as const).map((kind) => (
          <label key={kind} className="zi-button" htmlFor={`${id}-${kind}`}>
            {kind === 'files' ? '选择文件或 ZIP' : '选择文件夹'}
            <input
              id={`${id}-${kind}`}
              className="zi-hidden"
              type="file"
              multiple
              disabled={isDisabled}
              {...(kind === 'folder' ? { webkitdirectory: '' } : {})}
              onChange={(event) => {
                onPick(fromInput(event.target.files))
                // The same file may be chosen again once it is mended.
                event.target.value = ''
              }}
            />
          </label>
        ))}
      </div>
    </div>
  )
}

export function Travelling({ uploads }: { readonly uploads: Uploads }): ReactNode {
  const { files, retry } = uploads
  if (files.length === 0) return null
  const done = files.filter(({ state }) => state === 'done').length
  const failed = files.filter(({ state }) => state === 'failed')
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const sent = files.reduce((sum, one) => sum + one.sent, 0)
  const percent = total === 0 ? 100 : Math.floor((100 * sent) / total)
  return (
    <div className="zi-travel">
      <progress max={100} value={percent} aria-label="上传进度" />
      <p aria-live="polite">
        已传 {done} / {files.length} 个文件（{percent}%）
        {done < files.length ? '；可以离开片刻，断线后自动续传。' : '。'}
      </p>
      {failed.length > 0 ? (
        <div role="alert">
          <ul className="zi-remarks">
            {failed.map(({ path, sentence }) => (
              <li key={path} className="zi-remark--error">
                {path}：{sentence}
              </li>
            ))}
          </ul>
          <button type="button" className="zi-button" onClick={retry}>
            重传 {failed.length} 个文件
          </button>
        </div>
      ) : null}
    </div>
  )
}
