'use client'
/** A document's history (留痕): who did what to it and when, newest first. */
import { Button, useDocumentInfo } from '@payloadcms/ui'
import { type ReactNode, useEffect, useState } from 'react'
import { eventLabel } from '../domain/event.ts'
import { type HistoryEntry, type HistoryPage, sentencesOf } from '../domain/history.ts'
import { type Answer, ask } from './ask.ts'
import { BoardTable, Reasons } from './board-table.tsx'
import { minute } from './clock.ts'
import { DocumentPlace } from './document-place.tsx'

export function History(): ReactNode {
  const { id, collectionSlug } = useDocumentInfo()
  const [page, setPage] = useState(1)
  const [answer, setAnswer] = useState<Answer<HistoryPage> | null>(null)
  useEffect(() => {
    if (id === undefined || !collectionSlug) return
    const stop = new AbortController()
    void ask<HistoryPage>(`/api/${collectionSlug}/${id}/history?page=${page}`, {
      signal: stop.signal,
    }).then((found) => {
      if (!stop.signal.aborted) setAnswer(found)
    })
    return () => stop.abort()
  }, [id, collectionSlug, page])

  return (
    <section className="zm-panel zm-history gutter--left gutter--right" aria-label="留痕">
      <DocumentPlace tab="留痕" />
      <h2>留痕</h2>
      {answer === null ? <p className="zm-quiet">正在查看…</p> : null}
      {answer?.ok === false ? (
        <p className="zm-note zm-note--bad" role="alert">
          {answer.sentence}
        </p>
      ) : null}
      {answer?.ok ? <Entries {...answer.value} onTurn={setPage} /> : null}
    </section>
  )
}

type EntriesProps = HistoryPage & { readonly onTurn: (page: number) => void }

function Entries({ entries, page, pages, total, onTurn }: EntriesProps): ReactNode {
  if (total === 0) return <p className="zm-quiet">还没有留痕：此后的每次修改都会记在这里。</p>
  return (
    <>
      <p className="zm-quiet" aria-live="polite">
        共 {total} 条，最新的在前，时间为北京时间；个人信息、密码和令牌只记有改动，不记内容。
      </p>
      <BoardTable caption="留痕" columns={['时间', '何人', '事项', '内容']}>
        {entries.map((entry) => (
          <Entry key={entry.id} {...entry} />
        ))}
      </BoardTable>
      {pages > 1 ? (
        <nav className="zm-token" aria-label="留痕翻页">
          <Button
            buttonStyle="secondary"
            margin={false}
            disabled={page <= 1}
            onClick={() => onTurn(page - 1)}
          >
            上一页
          </Button>
          <span>
            第 {page} 页，共 {pages} 页
          </span>
          <Button
            buttonStyle="secondary"
            margin={false}
            disabled={page >= pages}
            onClick={() => onTurn(page + 1)}
          >
            下一页
          </Button>
        </nav>
      ) : null}
    </>
  )
}

function Entry({ kind, at, actor, address, note, ...what }: HistoryEntry): ReactNode {
  const sentences = sentencesOf(what)
  return (
    <tr>
      <th scope="row">
        <time dateTime={at}>{minute(at)}</time>
      </th>
      <td>
        {actor}
        {address ? <span className="zm-quiet"> {address}</span> : null}
      </td>
      <td>{eventLabel[kind] ?? kind}</td>
      <td>
        {note ? <p>{note}</p> : null}
        {sentences.length > 0 ? <Reasons reasons={sentences} /> : null}
      </td>
    </tr>
  )
}
