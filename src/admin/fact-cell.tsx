'use client'
/** A text the system wrote, in a list: where there is none, nobody left anything out. */
import { DefaultCell } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import type { ReactNode } from 'react'

export const FactCell = (props: DefaultCellComponentProps): ReactNode =>
  props.cellData === null || props.cellData === undefined || props.cellData === '' ? null : (
    <DefaultCell {...props} />
  )
