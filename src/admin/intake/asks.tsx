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
  const { name, unit, asks } = person
  const id = useId()
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const of = (field: string): string => String(form.get(field) ?? '').trim()
    const told: Told = {
      unit: unit || of('unit'),
      name,
      category: (of('category') || null) as Category | null,
      workplace: of('workplace'),
      position: of('position'),
      summary: of('summary'),
    }
    void handIn.tell([...handIn.told.filter((one) => one.name !== name || one.unit !== told.unit), told])
  }
  return (
    <form className="zi-asks" onSubmit={save}>
      <p>没有汇总表写明以下各项，请补填（也可收下后再填）：</p>
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
