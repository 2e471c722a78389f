'use client'
/** The class of a person in a list, in the words of the person's own campaign. */
import { DefaultCell } from '@payloadcms/ui'
import type { DefaultCellComponentProps, SelectFieldClient } from 'payload'
import { type ReactNode, useEffect, useState } from 'react'
import { classesOf } from './classes.ts'

export function CategoryCell(props: DefaultCellComponentProps<SelectFieldClient>): ReactNode {
  const { cellData, rowData, field } = props
  const campaign = rowData.campaign as string | { readonly id: string } | null | undefined
  const id = typeof campaign === 'object' ? campaign?.id : campaign
  const [options, setOptions] = useState<SelectFieldClient['options']>([])
  useEffect(() => {
    let isOld = false
    // What cannot be read leaves the class its number.
    void (id ? classesOf(id) : Promise.resolve(null)).then((own) => {
      if (!isOld) setOptions(own ?? field.options)
    })
    return () => {
      isOld = true
    }
  }, [id, field.options])
  const own = options.find((one) => typeof one === 'object' && one.value === cellData)
  // Empty until the words are known: a number that turns into them would flicker.
  if (cellData && options.length === 0) return null
  return <DefaultCell {...props} field={own ? { ...field, options } : field} />
}
