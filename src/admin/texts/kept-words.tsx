'use client'
/** Offers what was typed here and not saved, and keeps what is being typed now. */
import { toast, useAuth, useDocumentInfo, useForm, useFormFields, useFormModified } from '@payloadcms/ui'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { minute } from '../clock.ts'
import { useIntoView } from './into-view.ts'
import { forget, type Kept, keep, keptFields, keptOf, keyFor } from './kept-store.tsx'
import { useFill } from './use-fill.ts'

const pauseMs = 300
const label = {
  name: '姓名',
  workplace: '工作单位',
  position: '职务职称',
  field: '研究领域',
  motto: '海报语',
  summary: '事迹简介',
  deeds: '主要事迹',
} as const

type Offered = Kept & { readonly key: string }

/** Absent, null and '' are one thing to whoever fills in a form. */
const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one || null) === JSON.stringify(other || null)

export function KeptWords(): ReactNode {
  const { id } = useDocumentInfo()
  const { user } = useAuth()
  if (!user) return null
  return <Keeper key={String(id)} user={String(user.id)} document={String(id ?? 'new')} />
}

function Keeper({ user, document }: { readonly user: string; readonly document: string }): ReactNode {
  const { getData } = useForm()
  const isModified = useFormModified()
  const fill = useFill()
  const [window] = useState(() => crypto.randomUUID())
  const ownKey = keyFor(user, document, window)
  const [offered, setOffered] = useState<readonly Offered[]>([])
  const written = useFormFields(([fields]) =>
    JSON.stringify(Object.fromEntries(keptFields.map((name) => [name, fields[name]?.value ?? null]))),
  )
  const updatedAt = useFormFields(([fields]) => fields.updatedAt?.value as string | undefined)

  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once, when the form opens.
  useEffect(() => {
    const values = getData()
    const found = keptOf(user, document, ownKey)
    const news = found.filter((kept) => keptFields.some((name) => !same(kept.values[name], values[name])))
    for (const { key } of found) if (!news.some((kept) => kept.key === key)) forget(key)
    setOffered(news)
  }, [])

  const wasModified = useRef(false)
  useEffect(() => {
    if (!isModified) {
      // Saved: what was kept of it has done its work.
      if (wasModified.current) forget(ownKey)
      wasModified.current = false
      return
    }
    wasModified.current = true
    const timer = setTimeout(
      () =>
        keep(ownKey, {
          at: new Date().toISOString(),
          updatedAt: updatedAt ?? null,
          values: JSON.parse(written),
        }),
      pauseMs,
    )
    return () => clearTimeout(timer)
  }, [isModified, written, updatedAt, ownKey])

  const take = (kept: Offered): void => {
    fill([
      ...keptFields
        .filter((name) => name in kept.values && !same(kept.values[name], getData()[name]))
        .map((path) => ({ path, value: kept.values[path] ?? null, isOwn: true })),
      // With it the server knows what a colleague has written since.
      ...(kept.updatedAt ? [{ path: 'updatedAt', value: kept.updatedAt }] : []),
    ])
    drop(kept)
    toast.success('已放回表单，还没有保存。')
  }
  const drop = ({ key }: Offered): void => {
    forget(key)
    setOffered((before) => before.filter((kept) => kept.key !== key))
  }

  // After a reload the page stands where it was left, below the offer.
  const first = useIntoView(offered.length > 0)

  return offered.map((kept, at) => {
    const differing = keptFields.filter((name) => !same(kept.values[name], getData()[name]))
    return (
      <div key={kept.key} ref={at === 0 ? first : null} className="zm-kept" role="status">
        <span>
          <span aria-hidden="true">◐</span> 您 {minute(kept.at)} 在这台电脑上写的文字还没有保存：
          {differing.map((name) => label[name]).join('、')}。
        </span>
        <button type="button" className="zm-small" onClick={() => take(kept)}>
          恢复到表单
        </button>
        <button type="button" className="zm-small" onClick={() => drop(kept)}>
          丢弃
        </button>
      </div>
    )
  })
}
