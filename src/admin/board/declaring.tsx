'use client'
/** In the panel: what somebody declares of one person, and the day of consent, saved without opening the person's page. */
import { toast } from '@payloadcms/ui'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { beijingDay, beijingInstant } from '../../domain/beijing.ts'
import type { BoardPerson } from '../../domain/board-view.ts'
import { type Declaration, declarationLabel, declarations } from '../../domain/eligibility.ts'
import { type Newest, newestOf, save } from './person-save.ts'

interface Props {
  readonly person: Pick<BoardPerson, 'id' | 'name'>
  readonly onDone: () => void
}

export function Declaring({ person, onDone }: Props): ReactNode {
  const [newest, setNewest] = useState<Newest | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    let isHere = true
    void newestOf([person.id]).then((answer) => {
      if (!isHere) return
      const [found] = answer.ok ? answer.value : []
      setNewest(found ?? null)
      setFailure(answer.ok ? (found ? null : '找不到这位人选，请刷新页面后再试。') : answer.sentence)
    })
    return () => {
      isHere = false
    }
  }, [person.id])
  if (failure) return <p className="zm-note zm-note--bad">{failure}</p>
  if (!newest) return <p className="zm-quiet">正在查看声明…</p>
  return <Form newest={newest} name={person.name} onDone={onDone} />
}

const dayOf = ({ consent }: Newest): string => (consent?.givenAt ? beijingDay(new Date(consent.givenAt)) : '')

interface FormProps {
  readonly newest: Newest
  readonly name: string
  readonly onDone: () => void
}

function Form({ newest, name, onDone }: FormProps): ReactNode {
  const [ticked, setTicked] = useState<ReadonlySet<Declaration>>(
    new Set(declarations.filter((one) => newest.declarations?.[one] === true)),
  )
  const [day, setDay] = useState(dayOf(newest))
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setIsBusy(true)
    const givenAt = day === '' ? null : beijingInstant(day, '00:00').toISOString()
    const answer = await save(newest, {
      declarations: Object.fromEntries(declarations.map((one) => [one, ticked.has(one)])),
      ...(day === dayOf(newest) ? {} : { consent: { givenAt } }),
    })
    setIsBusy(false)
    setFailure(answer.ok ? null : answer.sentence)
    if (!answer.ok) return
    toast.success(`已保存${name}的同意与声明；要改回，可在人选页“同意与声明”里更改。`)
    onDone()
  }
  return (
    <form className="zb-declaring" onSubmit={(event) => void submit(event)}>
      <Ticks ticked={ticked} onTick={setTicked} />
      <label className="zb-field">
        本人单独同意的日期
        <input
          type="date"
          value={day}
          max={beijingDay(Date.now())}
          onChange={(event) => setDay(event.target.value)}
        />
      </label>
      {failure ? (
        <p className="zm-note zm-note--bad" role="alert">
          {failure}
        </p>
      ) : null}
      <button type="submit" className="zb-button" disabled={isBusy}>
        {isBusy ? '正在保存…' : '保存同意与声明'}
      </button>
    </form>
  )
}

interface TicksProps {
  readonly ticked: ReadonlySet<Declaration>
  readonly onTick: (ticked: ReadonlySet<Declaration>) => void
}

export const Ticks = ({ ticked, onTick }: TicksProps): ReactNode => (
  <fieldset className="zb-ticks">
    <legend>资格与保密声明：由经办人核对后逐项勾选</legend>
    {declarations.map((one) => (
      <label key={one} className="zb-check">
        <input
          type="checkbox"
          checked={ticked.has(one)}
          onChange={({ target }) =>
            onTick(new Set(declarations.filter((each) => (each === one ? target.checked : ticked.has(each)))))
          }
        />
        {declarationLabel[one]}
      </label>
    ))}
  </fieldset>
)
