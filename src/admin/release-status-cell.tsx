'use client'
/** What a release is now, in colour. It is computed on the server when the list is read; nothing stores it. */
import type { DefaultCellComponentProps, SelectFieldClient } from 'payload'
import type { ReactNode } from 'react'
import type { VersionStatus } from '../domain/release.ts'
import { StateMark, type Tone } from './state-mark.tsx'

const tones: Readonly<Record<VersionStatus, Tone>> = {
  waiting: 'busy',
  live: 'good',
  expired: 'calm',
  withdrawn: 'bad',
  superseded: 'calm',
}

export function ReleaseStatusCell({
  cellData,
  field,
}: DefaultCellComponentProps<SelectFieldClient>): ReactNode {
  const option = field.options.find((one) => typeof one !== 'string' && one.value === cellData)
  if (typeof option !== 'object' || typeof option.label !== 'string') return null
  return <StateMark tone={tones[option.value as VersionStatus]}>{option.label}</StateMark>
}
