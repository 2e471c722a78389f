/** One colour and one word for each state, the same in every view; the word alone is enough to tell them apart. */
import type { ReactNode } from 'react'

export type Tone = 'good' | 'busy' | 'bad' | 'calm'

interface Props {
  readonly tone: Tone
  readonly children: ReactNode
}

export const StateMark = ({ tone, children }: Props): ReactNode => (
  <span className={`zm-mark zm-mark--${tone}`}>{children}</span>
)

interface BarProps {
  /** 0…1. */
  readonly fraction: number
  readonly label: string
}

/** A bar never shows 100 % before the work is done. */
export function Bar({ fraction, label }: BarProps): ReactNode {
  const percent = fraction >= 1 ? 100 : Math.min(99, Math.floor(fraction * 100))
  return (
    <span className="zm-bar-line">
      <progress className="zm-bar" max={100} value={percent} aria-label={label} />
      <span className="zm-bar-figure">{percent}%</span>
    </span>
  )
}
