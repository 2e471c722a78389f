'use client'
/** Gives a page's rooms what the server asked for them (`asked-first.tsx`). */
import type { ReactNode } from 'react'
import { type FirstAnswers, Given } from './ask.ts'

interface Props {
  readonly answers: FirstAnswers
  readonly children: ReactNode
}

export const Answered = ({ answers, children }: Props): ReactNode => <Given value={answers}>{children}</Given>
