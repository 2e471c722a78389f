'use client'
/** What an event (留痕) tells, in the words of the form it happened in: on its page, and in the list. */
import { FieldLabel, useField } from '@payloadcms/ui'
import type { DefaultCellComponentProps, TextFieldClientComponent } from 'payload'
import type { ReactNode } from 'react'
import { Reasons } from './board-table.tsx'

/** A list stays one to be looked through: the rest stands on the entry's page. */
const inList = 4

const told = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

export const EventToldField: TextFieldClientComponent = ({ path, field }) => {
  const { value } = useField<unknown>({ path })
  const sentences = told(value)
  return (
    <div className="field-type">
      <FieldLabel as="span" {...(field.label ? { label: field.label } : {})} />
      {sentences.length > 0 ? <Reasons reasons={sentences} /> : <p className="zm-quiet">没有改动项目。</p>}
    </div>
  )
}

export function EventToldCell({ cellData }: DefaultCellComponentProps): ReactNode {
  const sentences = told(cellData)
  if (sentences.length === 0) return null
  const more = sentences.length - inList
  return (
    <Reasons reasons={sentences.slice(0, inList)} quiet={more > 0 ? [`另有 ${more} 项，见本条。`] : []} />
  )
}
