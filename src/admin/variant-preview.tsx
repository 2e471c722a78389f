'use client'
/** The virtual `preview` of a variant: a thumbnail in lists, the thing itself on its page. */
import { useFormFields } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import type { ReactNode } from 'react'
import { VariantFile } from './variant-file.tsx'

/** Payload gives one component for both places; only a cell has a row. */
export function VariantPreview(props: Partial<DefaultCellComponentProps>): ReactNode {
  return props.rowData ? <PreviewCell cellData={props.cellData} rowData={props.rowData} /> : <PreviewField />
}

function PreviewCell({
  cellData,
  rowData,
}: Pick<DefaultCellComponentProps, 'cellData' | 'rowData'>): ReactNode {
  const label = typeof rowData.label === 'string' ? rowData.label : '成品'
  if (typeof cellData !== 'string') return <span className="zm-quiet">尚无</span>
  return <VariantFile href={cellData} label={label} size="thumbnail" />
}

function PreviewField(): ReactNode {
  const { href, label } = useFormFields(([fields]) => ({
    href: fields.preview?.value,
    label: fields.label?.value,
  }))
  return (
    <section className="zm-panel" aria-label="预览">
      {typeof href === 'string' ? (
        <VariantFile href={href} label={typeof label === 'string' ? label : '成品'} size="full" />
      ) : (
        <p className="zm-quiet">文件尚未生成，完成后在此预览。</p>
      )}
    </section>
  )
}
