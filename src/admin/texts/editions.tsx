'use client'
/** The versions of a person's words (版本): who wrote which when, what it changed, and the way back to it. */
import { Button, ConfirmationModal, toast, useDocumentInfo, useModal } from '@payloadcms/ui'
import { type ReactNode, useEffect, useState } from 'react'
import type { Edition, FieldChange } from '../../domain/edition.ts'
import { type Answer, ask } from '../ask.ts'
import { minute } from '../clock.ts'
import { DocumentPlace } from '../document-place.tsx'
import { Runs } from './runs.tsx'
import './texts.css'

// Payload reads a dialog's slug out as its name.
const dialog = '恢复这个版本'

export function Editions(): ReactNode {
  const { id } = useDocumentInfo()
  const [answer, setAnswer] = useState<Answer<{ readonly editions: readonly Edition[] }> | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [times, setTimes] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `times` asks anew after a restoration.
  useEffect(() => {
    if (id === undefined) return
    const stop = new AbortController()
    void ask<{ readonly editions: readonly Edition[] }>(`/api/honorees/${id}/editions`, {
      signal: stop.signal,
    }).then((found) => {
      if (stop.signal.aborted) return
      setAnswer(found)
      if (found.ok) setChosen((before) => before ?? fromAddress(found.value.editions))
    })
    return () => stop.abort()
  }, [id, times])

  const editions = answer?.ok ? answer.value.editions : []
  return (
    <section className="zm-panel gutter--left gutter--right" aria-label="版本">
      <DocumentPlace tab="版本" />
      <h2>版本</h2>
      {answer === null ? <p className="zm-quiet">正在查看…</p> : null}
      {answer?.ok === false ? (
        <p className="zm-note zm-note--bad" role="alert">
          {answer.sentence}
        </p>
      ) : null}
      {answer?.ok && editions.length === 0 ? <p className="zm-quiet">还没有版本：保存一次就有了。</p> : null}
      {editions.length > 0 ? (
        <div className="zm-editions">
          <div>
            <p className="zm-quiet">最近 {editions.length} 个版本（最多留 50 个），时间为北京时间。</p>
            <ol className="zm-edition-list">
              {editions.map((edition, index) => (
                <li key={edition.id}>
                  <button
                    type="button"
                    className="zm-edition"
                    aria-pressed={edition.id === chosen}
                    onClick={() => setChosen(edition.id)}
                  >
                    <strong>
                      <time dateTime={edition.at}>{minute(edition.at)}</time>{' '}
                      {edition.by ?? '（没有记下是谁）'}
                    </strong>
                    <span>
                      {edition.isPublished ? '已定稿' : '草稿'}
                      {index === 0 ? '，最新' : ''}
                    </span>
                    <span className="zm-quiet">{changedText(edition, index === editions.length - 1)}</span>
                  </button>
                </li>
              ))}
            </ol>
          </div>
          {chosen === null ? null : (
            <Comparison
              key={chosen}
              id={String(id)}
              editions={editions}
              chosen={chosen}
              onRestored={() => {
                setChosen(null)
                setTimes((before) => before + 1)
              }}
            />
          )}
        </div>
      ) : null}
    </section>
  )
}

const changedText = ({ changed }: Edition, isFirst: boolean): string => {
  if (isFirst) return '最早的版本'
  return changed.length === 0 ? '文字没有改动' : `改了：${changed.join('、')}`
}

/** Payload's own links lead to one version by its id. */
const fromAddress = (editions: readonly Edition[]): string | null => {
  const named = window.location.pathname.split('/').at(-1)
  return editions.find(({ id }) => id === named)?.id ?? editions[0]?.id ?? null
}

interface ComparisonProps {
  readonly id: string
  readonly editions: readonly Edition[]
  readonly chosen: string
  onRestored(): void
}

function Comparison({ id, editions, chosen, onRestored }: ComparisonProps): ReactNode {
  const place = editions.findIndex((one) => one.id === chosen)
  const [against, setAgainst] = useState(editions[place + 1]?.id ?? '')
  const [answer, setAnswer] = useState<Answer<{ readonly changes: readonly FieldChange[] }> | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    void ask<{ readonly changes: readonly FieldChange[] }>(
      `/api/honorees/${id}/editions/${chosen}?against=${against}`,
      { signal: stop.signal },
    ).then((found) => {
      if (!stop.signal.aborted) setAnswer(found)
    })
    return () => stop.abort()
  }, [id, chosen, against])
  const shown = editions[place]
  if (!shown) return null
  return (
    <div className="zm-compared">
      <label>
        这一版与{' '}
        <select value={against} onChange={({ target }) => setAgainst(target.value)}>
          <option value="">空白</option>
          {editions
            .filter((one) => one.id !== chosen)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {minute(one.at)} {one.by ?? ''}
                {one.isPublished ? '（已定稿）' : ''}
              </option>
            ))}
        </select>{' '}
        相比
      </label>
      <p className="zm-quiet zm-key">
        <ins>加了的字</ins> <del>去掉的字</del>
      </p>
      {answer?.ok === false ? <p className="zm-note zm-note--bad">{answer.sentence}</p> : null}
      {answer?.ok && answer.value.changes.length === 0 ? <p>两版的内容一样。</p> : null}
      {answer?.ok
        ? answer.value.changes.map(({ path, label, runs }) => (
            <section key={path} aria-label={label}>
              <h3>{label}</h3>
              <div className="zm-said">
                <Runs runs={runs} />
              </div>
            </section>
          ))
        : null}
      {place > 0 ? <Restore shown={shown} onRestored={onRestored} /> : null}
    </div>
  )
}

function Restore({ shown, onRestored }: { readonly shown: Edition; onRestored(): void }): ReactNode {
  const { hasSavePermission, isTrashed } = useDocumentInfo()
  const { openModal } = useModal()
  if (!hasSavePermission || isTrashed) return null
  const restore = async (): Promise<void> => {
    const answer = await ask(`/api/honorees/versions/${shown.id}?draft=true`, { method: 'POST' })
    if (!answer.ok) {
      toast.error(answer.sentence)
      return
    }
    toast.success(`已把 ${minute(shown.at)} 的内容存为新的草稿；要退回，请在这里恢复它前面的一版。`)
    onRestored()
  }
  return (
    <>
      <Button buttonStyle="secondary" onClick={() => openModal(dialog)}>
        把这一版恢复为草稿
      </Button>
      <ConfirmationModal
        modalSlug={dialog}
        heading="恢复这个版本"
        body={`${minute(shown.at)} 的内容会存为一个新的草稿，成为最新的文字。现在的文字仍留在版本里，随时可以再恢复；已定稿的和正在展示的都不变，要对外使用须再点“定稿”。`}
        confirmLabel="恢复为草稿"
        onConfirm={restore}
      />
    </>
  )
}
