/** Whose materials are asked for, where somebody came from a cell of the board. */
import type { ReactNode } from 'react'
import { usePolled } from '../ask.ts'

interface Person {
  readonly name?: string | null
  readonly unit?: { readonly name?: string | null } | string | null
}

const select = 'draft=true&depth=1&select[name]=true&select[unit]=true'

export function ForWhom({ honoree }: { readonly honoree: string }): ReactNode {
  const path = `/api/honorees/${encodeURIComponent(honoree)}?${select}`
  const { latest, failure } = usePolled<Person>(path, () => null)
  const unit = typeof latest?.unit === 'object' ? latest.unit?.name : null
  return (
    <p className="zi-note">
      {latest ? (
        <>
          正在为<strong>{latest.name || '未填姓名'}</strong>
          {unit ? `（${unit}）` : ''}补交材料。
        </>
      ) : (
        (failure ?? '正在查看是哪位人选…')
      )}{' '}
      <a href="/admin/board">回到人选</a> <a href="/admin/intake">改为收其他人的材料</a>
    </p>
  )
}
