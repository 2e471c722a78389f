'use client'
/** How the house stands: what is wrong first, each with what to do. */
import type { ReactNode } from 'react'
import type { Check } from '../domain/check.ts'
import { usePolled } from './ask.ts'
import { BoardTable } from './board-table.tsx'
import { minute } from './clock.ts'
import { StateMark, type Tone } from './state-mark.tsx'

const shown: Readonly<Record<Check['state'], { readonly tone: Tone; readonly word: string }>> = {
  bad: { tone: 'bad', word: '有问题' },
  look: { tone: 'busy', word: '要留意' },
  good: { tone: 'good', word: '正常' },
}
const order = ['bad', 'look', 'good'] as const

interface Answer {
  readonly checks: readonly Check[]
  readonly at: string
}

export function Health(): ReactNode {
  const { latest, failure } = usePolled<Answer>('/api/checkup', () => 120_000)
  if (!latest) return <p className="zm-quiet">{failure ?? '正在检查…'}</p>
  const sorted = latest.checks.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const wrong = sorted.filter(({ state }) => state !== 'good').length
  return (
    <section aria-label="健康">
      <p aria-live="polite">
        {wrong === 0 ? '一切正常。' : `有 ${wrong} 项需要处理。`}检查于 {minute(latest.at)}
        ，每两分钟自动再查。
      </p>
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      <BoardTable caption="健康" columns={['项目', '状态', '情况', '怎么办']}>
        {sorted.map(({ subject, state, text, remedy }) => (
          <tr key={subject}>
            <th scope="row">{subject}</th>
            <td>
              <StateMark tone={shown[state].tone}>{shown[state].word}</StateMark>
            </td>
            <td>{text}</td>
            <td>{remedy ?? <span className="zm-quiet">无需处理</span>}</td>
          </tr>
        ))}
      </BoardTable>
    </section>
  )
}
