'use client'
/** A person's own named filters (我的视图), kept with the account on the server. */
import { usePreferences } from '@payloadcms/ui'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { type BoardQuery, readQuery, writeQuery } from '../../domain/board-view.ts'
import type { Ask } from './use-board-query.ts'

interface SavedView {
  readonly name: string
  /** As in the address. */
  readonly query: string
}

const key = 'zuimei-board-views'
const most = 20

interface Props {
  readonly query: BoardQuery
  readonly onAsk: Ask
}

export function Views({ query, onAsk }: Props): ReactNode {
  const { getPreference, setPreference } = usePreferences()
  const [views, setViews] = useState<readonly SavedView[]>([])
  const [name, setName] = useState('')
  useEffect(() => {
    let isHere = true
    void getPreference<readonly SavedView[]>(key).then((found) => {
      if (isHere && Array.isArray(found)) setViews(found)
    })
    return () => {
      isHere = false
    }
  }, [getPreference])

  const keep = (next: readonly SavedView[]): void => {
    setViews(next)
    void setPreference(key, next)
  }
  const save = (event: FormEvent): void => {
    event.preventDefault()
    const named = name.trim()
    if (named === '') return
    const others = views.filter((view) => view.name !== named)
    keep([...others, { name: named, query: writeQuery(query) }].slice(-most))
    setName('')
  }
  const show = (view: SavedView): void => {
    const address = new URLSearchParams(view.query)
    onAsk(readQuery((field) => address.get(field)))
  }
  return (
    <details className="zb-views">
      <summary>我的视图{views.length > 0 ? `（${views.length}）` : ''}</summary>
      <div className="zb-sheet">
        {views.length === 0 ? (
          <p className="zm-quiet">把现在的筛选和排序起个名字存下来，下次一点就到。</p>
        ) : null}
        <ul>
          {views.map((view) => (
            <li key={view.name}>
              <button type="button" className="zb-link" onClick={() => show(view)}>
                {view.name}
              </button>
              <button
                type="button"
                className="zb-link"
                aria-label={`删除视图：${view.name}`}
                onClick={() => keep(views.filter((one) => one !== view))}
              >
                删除
              </button>
            </li>
          ))}
        </ul>
        <form onSubmit={save}>
          <label className="zb-field">
            名称
            <input value={name} maxLength={30} onChange={(event) => setName(event.target.value)} />
          </label>
          <button type="submit" className="zb-button" disabled={name.trim() === ''}>
            存为视图
          </button>
        </form>
      </div>
    </details>
  )
}
