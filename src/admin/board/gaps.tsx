'use client'
/** Gaps by who must act, and for each the way to mend it. */
import { toast } from '@payloadcms/ui'
import { usePathname, useSearchParams } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import type { BoardPerson } from '../../domain/board-view.ts'
import { actorLabel, actors, type Gap, inOrder } from '../../domain/gap.ts'
import { ask } from '../ask.ts'
import { useCopying } from '../copying.ts'
import { type PersonTab, personAddress, personPath } from '../person/address.ts'
import { openTab } from '../person/open-tab.ts'

type Person = Pick<BoardPerson, 'id' | 'name' | 'unit'>

interface Props {
  readonly person: Person
  readonly gaps: readonly Gap[]
  readonly onDone: () => void
  /** To declare on the spot, where the page has no form of its own for it. */
  readonly declaring?: ReactNode
}

export function Gaps({ person, gaps, onDone, declaring }: Props): ReactNode {
  const ordered = inOrder(gaps)
  if (ordered.length === 0) return <p>没有等谁办的事。</p>
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
        <Remedies person={person} gaps={own} onDone={onDone} declaring={declaring} />
      </section>
    )
  })
}

function Remedies({ person, gaps, onDone, declaring }: Props): ReactNode {
  const has = (remedy: Gap['remedy']): boolean => gaps.some((gap) => gap.remedy === remedy)
  const keys = gaps.flatMap(({ key }) => key ?? [])
  return (
    <div className="zb-remedies">
      {has('materials') ? (
        <a className="zb-button" href={`/admin/intake?honoree=${person.id}`}>
          去补
        </a>
      ) : null}
      {has('words') ? <ToTab id={person.id} tab="人物与事迹" word="去改文字" /> : null}
      {has('consent') ? <ToTab id={person.id} tab="同意与声明" word="去登记同意与声明" /> : null}
      {has('publish') ? <ToTab id={person.id} tab="人物与事迹" word="去定稿" /> : null}
      {keys.length > 0 ? <Retry keys={keys} onDone={onDone} /> : null}
      {has('materials') && gaps[0]?.actor === 'unit' ? <Reminder person={person} gaps={gaps} /> : null}
      {has('consent') ? declaring : null}
    </div>
  )
}

interface TabProps {
  readonly id: string
  readonly tab: PersonTab
  readonly word: string
}

/** On the person's own page the tab opens where it stands, and what is typed there stays. */
function ToTab({ id, tab, word }: TabProps): ReactNode {
  const address = useSearchParams()
  if (usePathname() === personPath(id))
    return (
      <button type="button" className="zb-button" onClick={() => openTab(tab)}>
        {word}
      </button>
    )
  return (
    <a className="zb-button" href={personAddress(id, address, tab)}>
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
function Reminder({ person, gaps }: { readonly person: Person; readonly gaps: readonly Gap[] }): ReactNode {
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
