'use client'
/** On a release's page: the words and files this version shows, as they were frozen. */
import { useDocumentInfo } from '@payloadcms/ui'
import { type ReactNode, useEffect, useState } from 'react'
import type { FrozenContent } from '../../domain/frozen-content.ts'
import type { Block } from '../../domain/honoree.ts'
import { type Answer, ask } from '../ask.ts'
import { VariantFile } from '../variant-file.tsx'
import { measuresOf } from './measures.ts'
import './person.css'

export function FrozenContentView(): ReactNode {
  const { id } = useDocumentInfo()
  const [answer, setAnswer] = useState<Answer<FrozenContent> | null>(null)
  useEffect(() => {
    if (id === undefined) return
    const stop = new AbortController()
    void ask<FrozenContent>(`/api/releases/${id}/frozen`, { signal: stop.signal }).then((found) => {
      if (!stop.signal.aborted) setAnswer(found)
    })
    return () => stop.abort()
  }, [id])
  if (id === undefined) return null
  if (!answer) return <p className="zm-quiet zm-panel">正在查看冻结的内容…</p>
  if (!answer.ok) return <p className="zm-note zm-note--bad">{answer.sentence}</p>
  const { title, summary, body, topics, name, workplace, position, media } = answer.value
  return (
    <section className="zp" aria-label="冻结的内容">
      <h3>冻结的内容</h3>
      <p className="zm-quiet">发布时定下的文字和文件，媒体和屏幕得到的就是这些；此后修改资料不会改变它。</p>
      <article className="zp-frozen">
        <h4>{title}</h4>
        <p>
          {name}，{workplace}
          {position}
        </p>
        <p>{summary}</p>
        {body.map((block, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: frozen, so nothing ever moves
          <Paragraph key={n} block={block} />
        ))}
        {topics.length > 0 ? <p>话题：{topics.map((topic) => `#${topic}`).join(' ')}</p> : null}
      </article>
      <ul className="zp-grid">
        {media.map(({ key, alt, credit, href, ...file }) => (
          <li key={key}>
            <VariantFile href={href} label={alt} size="thumbnail" />
            <span className="zp-tile__name">{alt}</span>
            <span className="zm-quiet">{[measuresOf(file), credit].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Paragraph({ block }: { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return <h5>{block.text}</h5>
    case 'quote':
      return <blockquote>{block.text}</blockquote>
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )
    case 'paragraph':
      return <p>{block.text}</p>
  }
}
