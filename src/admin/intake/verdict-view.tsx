'use client'
/** A verdict as people read it: whose the files are, what each is taken for, what stands against it, and what to do. */
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { assetRoleLabel } from '../../domain/asset.ts'
import { type CampaignRules, categoriesOf } from '../../domain/campaign-rules.ts'
import type { Category } from '../../domain/category.ts'
import type { Told } from '../../domain/hand-in.ts'
import type { Ask, FileVerdict, PersonVerdict, Remark, Verdict } from '../../domain/verdict.ts'
import type { OpenHandIn } from './use-hand-in.ts'

type Shown = 'ready' | 'look' | 'refused' | 'known'

/** Shape as well as colour: it must be read without one. */
const shownLabel: Record<Shown, { readonly glyph: string; readonly word: string }> = {
  ready: { glyph: '●', word: '可以收下' },
  look: { glyph: '△', word: '有提醒' },
  refused: { glyph: '✕', word: '不能收下' },
  known: { glyph: '○', word: '已在库中' },
}

const shownOf = ({ state, remarks }: FileVerdict): Shown => {
  if (state === 'new') return remarks.length > 0 ? 'look' : 'ready'
  return state
}

const filesOf = ({ people, strangers }: Verdict): readonly FileVerdict[] => [
  ...people.flatMap(({ files }) => files),
  ...strangers,
]

export function VerdictView({
  verdict,
  handIn,
}: {
  readonly verdict: Verdict
  readonly handIn: OpenHandIn
}): ReactNode {
  const [only, setOnly] = useState<Shown | null>(null)
  const files = filesOf(verdict)
  const count = (shown: Shown): number => files.filter((file) => shownOf(file) === shown).length
  const isShown = (file: FileVerdict): boolean => only === null || shownOf(file) === only
  if (files.length === 0) return null
  return (
    <div className="zi-verdict">
      <fieldset className="zi-filter">
        <legend className="zi-hidden">只看</legend>
        {(Object.keys(shownLabel) as Shown[]).map((shown) => (
          <button
            key={shown}
            type="button"
            className={`zi-chip zi-chip--${shown}`}
            aria-pressed={only === shown}
            onClick={() => setOnly(only === shown ? null : shown)}
          >
            <span aria-hidden="true">{shownLabel[shown].glyph}</span> {shownLabel[shown].word} {count(shown)}
          </button>
        ))}
      </fieldset>
      <Remarks remarks={verdict.remarks} />
      {verdict.people.map((person) => (
        <Person
          key={`${person.unit} ${person.name}`}
          person={person}
          rules={verdict.rules}
          handIn={handIn}
          isShown={isShown}
        />
      ))}
      {verdict.strangers.length > 0 ? (
        <section className="zi-person">
          <h3>看不出是哪位人选的</h3>
          <Files files={verdict.strangers.filter(isShown)} handIn={handIn} />
        </section>
      ) : null}
    </div>
  )
}

interface PersonProps {
  readonly person: PersonVerdict
  readonly rules: CampaignRules
  readonly handIn: OpenHandIn
  readonly isShown: (file: FileVerdict) => boolean
}

const Person = ({ person, rules, handIn, isShown }: PersonProps): ReactNode => (
  <section className="zi-person" aria-label={person.name}>
    <h3>
      {person.name} <span className="zi-quiet">{person.unit || '推荐单位待填'}</span>
      <span className="zi-tag">{person.honoreeId === null ? '新人选' : '已有人选，补充材料'}</span>
    </h3>
    {person.asks.length > 0 ? <Asks person={person} rules={rules} handIn={handIn} /> : null}
    <Remarks remarks={person.remarks} />
    <Files files={person.files.filter(isShown)} handIn={handIn} />
  </section>
)

const Remarks = ({ remarks }: { readonly remarks: readonly Remark[] }): ReactNode =>
  remarks.length === 0 ? null : (
    <ul className="zi-remarks">
      {remarks.map(({ severity, text }) => (
        <li key={text} className={`zi-remark--${severity}`}>
          {text}
        </li>
      ))}
    </ul>
  )

const Files = ({
  files,
  handIn,
}: {
  readonly files: readonly FileVerdict[]
  readonly handIn: OpenHandIn
}): ReactNode =>
  files.length === 0 ? null : (
    <ul className="zi-files">
      {files.map((file) => (
        <FileRow key={file.id} file={file} handIn={handIn} />
      ))}
    </ul>
  )

function FileRow({ file, handIn }: { readonly file: FileVerdict; readonly handIn: OpenHandIn }): ReactNode {
  const shown = shownOf(file)
  const { glyph, word } = shownLabel[shown]
  const name = file.path.slice(file.path.lastIndexOf('/') + 1)
  return (
    <li className={`zi-file zi-file--${shown}`}>
      <span className="zi-state">
        <span aria-hidden="true">{glyph}</span> {word}
      </span>
      <span className="zi-name" title={file.path}>
        {name} <span className="zi-quiet">{sizeText(file.bytes)}</span>
      </span>
      <label className="zi-role">
        <span className="zi-hidden">{name} 的用途</span>
        <select
          value={file.declared ?? ''}
          disabled={shown === 'known'}
          onChange={(event) => void handIn.declare(file.id, event.target.value || null)}
        >
          <option value="">{file.takenFor ? `按文件名：${file.takenFor}` : '按文件名：看不出'}</option>
          {Object.entries(assetRoleLabel).map(([role, label]) => (
            <option key={role} value={role}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="zi-link" onClick={() => void handIn.aside(file.id)}>
        不要了<span className="zi-hidden">：{name}</span>
      </button>
      <Remarks remarks={file.remarks} />
    </li>
  )
}

const sizeText = (bytes: number): string =>
  bytes < 1_000_000
    ? `${Math.ceil(bytes / 1_000)} KB`
    : `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 2 : 0)} MB`

const askLabel: Record<Ask, string> = {
  unit: '推荐单位',
  category: '人选类别',
  workplace: '工作单位',
  position: '职务职称',
  summary: '事迹简介',
}

/** What no table says; left empty it may be filled in later, all but the unit. */
function Asks({
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

/** How many files may be taken now. */
export const takeable = (verdict: Verdict): number =>
  filesOf(verdict).filter(({ state }) => state !== 'refused').length
