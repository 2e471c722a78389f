'use client'
/** Gaps by who must act, and for each the way to mend it. */
import { toast, useConfig, usePreferences } from '@payloadcms/ui'
import { useRouter, useSearchParams } from 'next/navigation'
import { type MouseEvent, type ReactNode, useState } from 'react'
import type { BoardPerson } from '../../domain/board-view.ts'
import { actorLabel, actors, type Gap, inOrder } from '../../domain/gap.ts'
import { ask } from '../ask.ts'
import { useCopying } from '../copying.ts'

interface Props {
  readonly person: BoardPerson
  readonly gaps: readonly Gap[]
  readonly onDone: () => void
}

export function Gaps({ person, gaps, onDone }: Props): ReactNode {
  const ordered = inOrder(gaps)
  if (ordered.length === 0) return <p>什么都不缺。</p>
  return actors.map((actor) => {
    const own = ordered.filter((gap) => gap.actor === actor)
    if (own.length === 0) return null
    return (
      <section key={actor} className="zb-gaps">
        <h3>等{actorLabel[actor]}</h3>
        <ul className="zb-gaps__list">
          {[...new Set(own.map(({ text }) => text))].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <Remedies person={person} gaps={own} onDone={onDone} />
      </section>
    )
  })
}

function Remedies({ person, gaps, onDone }: Props): ReactNode {
  const has = (remedy: Gap['remedy']): boolean => gaps.some((gap) => gap.remedy === remedy)
  const keys = gaps.flatMap(({ key }) => key ?? [])
  return (
    <div className="zb-remedies">
      {has('materials') ? (
        <a className="zb-button" href={`/admin/intake?honoree=${person.id}`}>
          去补
        </a>
      ) : null}
      {has('words') ? <ToTab person={person} tab="人物与事迹" word="去改文字" /> : null}
      {has('consent') ? <ToTab person={person} tab="同意与声明" word="去登记同意与声明" /> : null}
      {has('publish') ? <ToTab person={person} tab="人物与事迹" word="去审定" /> : null}
      {keys.length > 0 ? <Retry keys={keys} onDone={onDone} /> : null}
      {has('materials') && gaps[0]?.actor === 'unit' ? <Reminder person={person} gaps={gaps} /> : null}
    </div>
  )
}

interface TabProps {
  readonly person: BoardPerson
  /** Its label on the person's page. */
  readonly tab: string
  readonly word: string
}

/** Payload opens a document at the tab that its preferences name, and has no address for one. */
function ToTab({ person, tab, word }: TabProps): ReactNode {
  const { getEntityConfig } = useConfig()
  const { getPreference, setPreference } = usePreferences()
  const router = useRouter()
  const href = `/admin/collections/honorees/${person.id}`
  const go = async (event: MouseEvent): Promise<void> => {
    if (event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const fields = getEntityConfig({ collectionSlug: 'honorees' })?.fields ?? []
    const at = fields.findIndex(({ type }) => type === 'tabs')
    const tabs = (fields[at] as { tabs?: readonly { label?: unknown }[] } | undefined)?.tabs ?? []
    const tabIndex = tabs.findIndex(({ label }) => label === tab)
    const key = `collection-honorees-${person.id}`
    const known = await getPreference<{ fields?: object }>(key)
    if (tabIndex >= 0)
      await setPreference(key, { ...known, fields: { ...known?.fields, [`tabs-${at}`]: { tabIndex } } })
    router.push(href)
  }
  return (
    <a className="zb-button" href={href} onClick={(event) => void go(event)}>
      {word}
    </a>
  )
}

function Retry({
  keys,
  onDone,
}: {
  readonly keys: readonly string[]
  readonly onDone: () => void
}): ReactNode {
  const [isBusy, setIsBusy] = useState(false)
  const retry = async (): Promise<void> => {
    setIsBusy(true)
    let sent = 0
    for (const key of new Set(keys)) {
      const answer = await ask<{ message: string }>(`/api/variants/${key}/retry`, { method: 'POST' })
      if (answer.ok) sent += 1
      else toast.error(answer.sentence)
    }
    setIsBusy(false)
    if (sent > 0) {
      toast.success(`已把 ${sent} 个成品重新排队，稍后自动生成。`)
      onDone()
    }
  }
  return (
    <button type="button" className="zb-button" disabled={isBusy} onClick={() => void retry()}>
      {isBusy ? '正在重新排队…' : `重试 ${new Set(keys).size} 个`}
    </button>
  )
}

/** Words to send to the unit by whatever way it is reached, and where its link is. */
function Reminder({
  person,
  gaps,
}: {
  readonly person: BoardPerson
  readonly gaps: readonly Gap[]
}): ReactNode {
  const campaign = useSearchParams().get('campaign')
  const [isOpen, setIsOpen] = useState(false)
  const lines = gaps.map(({ text }, at) => `${at + 1}. ${text}`)
  const words = `${person.unit}：您好！贵单位推荐的${person.name}还有以下材料需要补交：\n${lines.join('\n')}\n请尽快通过本单位的交件链接补交，谢谢！`
  const { said, copy } = useCopying(words, '已复制，可以粘贴到短信或邮件里。')
  return (
    <>
      <button type="button" className="zb-button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        催单位
      </button>
      {isOpen ? (
        <div className="zb-reminder">
          <textarea
            readOnly
            rows={6}
            value={words}
            aria-label="催办文字"
            onFocus={(event) => event.target.select()}
          />
          <button type="button" className="zb-button" onClick={() => void copy()}>
            复制催办文字
          </button>
          <a
            href={`/admin/intake?${new URLSearchParams({ ...(campaign ? { campaign } : {}), unit: person.unit })}`}
          >
            该单位的交件链接
          </a>
          <span role="status">{said}</span>
        </div>
      ) : null}
    </>
  )
}
