'use client'
/** On an asset's page: which ratios a hand has drawn, and where that is done. */
import { useFormFields } from '@payloadcms/ui'
import type { ReactNode } from 'react'

export function DrawnRatios(): ReactNode {
  const { crops, honoree } = useFormFields(([fields]) => ({
    crops: fields.crops?.value,
    honoree: fields.honoree?.value,
  }))
  const ratios = Array.isArray(crops) ? crops.map(({ ratio }: { readonly ratio: string }) => ratio) : []
  return (
    <p className="zm-quiet zm-panel">
      {ratios.length > 0 ? `手动裁切的比例：${ratios.join('、')}。` : '各比例都按主体位置自动裁切。'}
      {typeof honoree === 'string' ? (
        <a href={`/admin/collections/honorees/${honoree}`}>在人选页的“素材”里裁切</a>
      ) : null}
    </p>
  )
}
