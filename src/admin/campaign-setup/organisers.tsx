'use client'
/** The organisers in the notice's order; Alt with the arrow keys moves one. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { StepProps } from './steps.tsx'

export function OrganisersStep({ draft, change }: StepProps): ReactNode {
  const names = draft.organisers
  const [said, setSaid] = useState('')
  /** Where the focus goes once the list is drawn anew. */
  const [focus, setFocus] = useState<number | null>(null)
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (focus === null) return
    list.current?.querySelectorAll('input')[focus]?.focus()
    setFocus(null)
  }, [focus])

  const set = (organisers: readonly string[], at: number | null): void => {
    change({ organisers })
    setFocus(at)
  }
  const move = (from: number, by: -1 | 1): void => {
    const to = from + by
    if (to < 0 || to >= names.length) return
    const moved = names.toSpliced(from, 1).toSpliced(to, 0, names[from] ?? '')
    set(moved, to)
    setSaid(`“${names[from]}”移到第 ${to + 1} 位，共 ${names.length} 位。`)
  }
  const remove = (at: number): void => {
    set(names.toSpliced(at, 1), names.length > 1 ? Math.min(at, names.length - 2) : null)
    setSaid(`已去掉“${names[at]}”。`)
  }
  const press = (event: KeyboardEvent, at: number): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined
    if (!event.altKey || by === undefined) return
    event.preventDefault()
    move(at, by)
  }
  return (
    <>
      <p className="zm-quiet" id="zs-order">
        海报按这里的顺序排列，请与通知一致。按住 Alt 再按 ↑ 或 ↓，可以移动所在的一行。
      </p>
      <ol className="zs-organisers" ref={list}>
        {names.map((name, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, and two may be empty.
          <li key={at}>
            <input
              value={name}
              aria-label={`第 ${at + 1} 位主办单位`}
              aria-describedby="zs-order"
              onKeyDown={(event) => press(event, at)}
              onChange={(event) => change({ organisers: names.toSpliced(at, 1, event.target.value) })}
            />
            <button
              type="button"
              className="zs-button"
              disabled={at === 0}
              aria-label={`上移：${name}`}
              onClick={() => move(at, -1)}
            >
              ↑
            </button>
            <button
              type="button"
              className="zs-button"
              disabled={at === names.length - 1}
              aria-label={`下移：${name}`}
              onClick={() => move(at, 1)}
            >
              ↓
            </button>
            <button
              type="button"
              className="zs-button"
              aria-label={`去掉：${name}`}
              onClick={() => remove(at)}
            >
              去掉
            </button>
          </li>
        ))}
      </ol>
      <button type="button" className="zs-button" onClick={() => set([...names, ''], names.length)}>
        添加主办单位
      </button>
      <p className="sr-only" aria-live="polite">
        {said}
      </p>
    </>
  )
}
