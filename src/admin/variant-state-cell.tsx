'use client'
/** A variant's state in a list: its word in colour, how far it is, or why it failed. */
import type { DefaultCellComponentProps } from 'payload'
import type { ReactNode } from 'react'
import type { VariantState } from '../domain/variant.ts'
import { Bar, StateMark, type Tone } from './state-mark.tsx'

const shown: Record<VariantState, { readonly tone: Tone; readonly word: string }> = {
  waiting: { tone: 'calm', word: '等待' },
  rendering: { tone: 'busy', word: '生成中' },
  done: { tone: 'good', word: '已完成' },
  failed: { tone: 'bad', word: '失败' },
}

interface Props {
  readonly state: VariantState
  /** 0…1 while rendering. */
  readonly progress: number
  readonly sentence: string | null
}

export function VariantStateView({ state, progress, sentence }: Props): ReactNode {
  const { tone, word } = shown[state]
  return (
    <span className="zm-state">
      <StateMark tone={tone}>{word}</StateMark>
      {state === 'rendering' ? <Bar fraction={progress} label="生成进度" /> : null}
      {state === 'failed' && sentence ? <span className="zm-sentence">{sentence}</span> : null}
    </span>
  )
}

export function VariantStateCell({ cellData, rowData }: DefaultCellComponentProps): ReactNode {
  const state = (Object.keys(shown) as VariantState[]).find((name) => name === cellData)
  if (!state) return null
  return (
    <VariantStateView
      state={state}
      progress={typeof rowData.progress === 'number' ? rowData.progress : 0}
      sentence={typeof rowData.problemSentence === 'string' ? rowData.problemSentence : null}
    />
  )
}
