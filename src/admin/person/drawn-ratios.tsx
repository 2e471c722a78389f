'use client'
/** On an asset's page: which ratios a hand has drawn, and where that is done. */
import { useFormFields } from '@payloadcms/ui'
import type { ReactNode } from 'react'

export function DrawnRatios(): ReactNode {
  const { crops, honoree, mimeType, coverSeconds } = useFormFields(([fields]) => ({
    crops: fields.crops?.value,
    honoree: fields.honoree?.value,
    mimeType: fields.mimeType?.value,
    coverSeconds: fields.coverSeconds?.value,
  }))
  const isOwnChoice = String(mimeType).startsWith('video/') && typeof coverSeconds !== 'number'
  const ratios = Array.isArray(crops) ? crops.map(({ ratio }: { readonly ratio: string }) => ratio) : []
  return (
    <p className="zm-quiet zm-panel">
      {isOwnChoice
        ? '封面自动选取画面，自动裁切；选定画面后可以取景。'
        : ratios.length > 0
          ? `手动裁切的比例：${ratios.join('、')}。`
          : '各比例都按主体位置自动裁切。'}
      {typeof honoree === 'string' ? (
        <a href={`/admin/collections/honorees/${honoree}`}>在人选页的“素材”里裁切</a>
      ) : null}
    </p>
  )
}
