'use client'
/** A row of the warning list says its word while it is folded. */
import { useRowLabel } from '@payloadcms/ui'
import type { ReactNode } from 'react'

export function WordRowLabel(): ReactNode {
  const { data, rowNumber } = useRowLabel<{ word?: string; instead?: string }>()
  if (!data?.word) return `第 ${(rowNumber ?? 0) + 1} 行`
  return data.instead ? `${data.word} → ${data.instead}` : data.word
}
