'use client'
/** What a release is now, in colour. The word is computed on the server when the list is read; nothing stores it. */
import type { DefaultCellComponentProps } from 'payload'
import type { ReactNode } from 'react'
import { StateMark, type Tone } from './state-mark.tsx'

const tones: Readonly<Record<string, Tone>> = {
  待发布: 'busy',
  展示中: 'good',
  已结束: 'calm',
  已撤回: 'bad',
}

export function ReleaseStatusCell({ cellData }: DefaultCellComponentProps): ReactNode {
  return typeof cellData === 'string' ? (
    <StateMark tone={tones[cellData] ?? 'calm'}>{cellData}</StateMark>
  ) : null
}
