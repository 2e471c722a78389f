'use client'
/** What no table says of a person, typed in here. */
import { type FormEvent, type ReactNode, useId } from 'react'
import { type CampaignRules, categoriesOf } from '../../domain/campaign-rules.ts'
import type { Category } from '../../domain/category.ts'
import type { Told } from '../../domain/hand-in.ts'
import type { Ask, PersonVerdict } from '../../domain/verdict.ts'
import type { OpenHandIn } from './use-hand-in.ts'

const askLabel: Record<Ask, string> = {
  unit: '推荐单位',
  category: '人选类别',
  workplace: '工作单位',
  position: '职务职称',
  summary: '事迹简介',
}

/** What no table says; left empty it may be filled in later, all but the unit. */
export function Asks({
  person,
  rules,
  handIn,
}: {
  readonly person: PersonVerdict
  readonly rules: CampaignRules
  readonly handIn: OpenHandIn
}): ReactNode {
  const { name, unit, asks, honoreeId } = person
  const id = useId()
  const typedIn = (form: HTMLFormElement): Told | null => {
    const data = new FormData(form)
    const of = (field: Ask): string => String(data.get(field) ?? '').trim()
    const before = handIn.told.find((one) => one.name === name && one.unit === unit)
    const told: Told = {
      unit: unit || of('unit'),
      name,
      category: ((of('category') || before?.category) ?? null) as Category | null,
      workplace: of('workplace') || (before?.workplace ?? ''),
      position: of('position') || (before?.position ?? ''),
      summary: of('summary') || (before?.summary ?? ''),
    }
    return told.unit !== '' && asks.some((field) => of(field) !== '') ? told : null
  }
  const note = (event: FormEvent<HTMLFormElement>): void =>
    handIn.note(`${unit} ${name}`, typedIn(event.currentTarget))
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    note(event)
    void handIn.tell()
  }
  return (
    <form className="zi-asks" onSubmit={save} onChange={note}>
      <p>
        {honoreeId === null
          ? '没有汇总表写明以下各项，请补填（收下或提交时一并保存，也可以后再填）：'
          : '这位人选还缺以下各项，请补填（已有的内容不会改动）：'}
      </p>
      {asks.map((field) => (
        <label key={field} htmlFor={`${id}-${field}`}>
          {askLabel[field]}
          <AskField id={`${id}-${field}`} field={field} rules={rules} />
        </label>
      ))}
      <button type="submit" className="zi-button">
        保存 {name} 的资料
      </button>
    </form>
  )
}

interface AskFieldProps {
  readonly id: string
  readonly field: Ask
  readonly rules: CampaignRules
}

function AskField({ id, field, rules }: AskFieldProps): ReactNode {
  switch (field) {
    case 'category':
      return (
        <select id={id} name={field} defaultValue="">
          <option value="">请选择</option>
          {categoriesOf(rules).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )
    case 'summary':
      return <textarea id={id} name={field} rows={3} maxLength={rules.summaryMax} />
    default:
      return <input id={id} name={field} maxLength={60} required={field === 'unit'} />
  }
}
