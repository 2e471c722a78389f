'use client'
/** A date in a list: Beijing's, whatever the computer's own clock says. */
import { DefaultCell } from '@payloadcms/ui'
import type { DateFieldClient, DefaultCellComponentProps } from 'payload'
import type { ReactNode } from 'react'
import { minute } from './clock.ts'

export function TimeCell(props: DefaultCellComponentProps<DateFieldClient>): ReactNode {
  const { cellData, field } = props
  if (!cellData) return null
  const text = minute(String(cellData))
  const isDay =
    (field.admin as { date?: { pickerAppearance?: string } } | undefined)?.date?.pickerAppearance ===
    'dayOnly'
  // As the text it is: Payload makes the first column of a row its link.
  return (
    <DefaultCell
      {...(props as unknown as DefaultCellComponentProps)}
      cellData={isDay ? text.slice(0, 10) : text}
      field={{ ...field, type: 'text' } as never}
    />
  )
}
