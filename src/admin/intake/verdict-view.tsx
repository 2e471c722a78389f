'use client'
/** A verdict as people read it: whose the files are, what each is taken for, what stands against it, and what to do. */
import { type ReactNode, useId, useState } from 'react'
import type { CampaignRules } from '../../domain/campaign-rules.ts'
import { purposeLabel } from '../../domain/material-kind.ts'
import {
  countsOf,
  type FileVerdict,
  filesOf,
  isShown,
  type PersonVerdict,
  peopleShown,
  type Remark,
  type Shown,
  shownOf,
  type Verdict,
} from '../../domain/verdict.ts'
import { Asks } from './asks.tsx'
import type { OpenHandIn } from './use-hand-in.ts'

/** Shape as well as colour: it must be read without one. */
const shownLabel: Record<Shown, { readonly glyph: string; readonly word: string }> = {
  ready: { glyph: '●', word: '可以收下' },
  look: { glyph: '△', word: '有提醒' },
  refused: { glyph: '✕', word: '不能收下' },
  known: { glyph: '○', word: '已在库中' },
}

interface VerdictProps {
  readonly verdict: Verdict
  readonly handIn: OpenHandIn
  /** More is on its way: what is missing cannot be said yet. */
  readonly isArriving: boolean
}

export function VerdictView({ verdict, handIn, isArriving }: VerdictProps): ReactNode {
  const [only, setOnly] = useState<Shown | null>(null)
  if (filesOf(verdict).length === 0 && verdict.people.length === 0) return null
  const seen = isArriving ? withoutGaps(verdict) : verdict
  const counts = countsOf(seen)
  const strangers = seen.strangers.filter((file) => isShown(file, only))
  return (
    <div className="zi-verdict">
      {filesOf(verdict).length > 0 ? (
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
              <span aria-hidden="true">{shownLabel[shown].glyph}</span> {shownLabel[shown].word}{' '}
              {counts[shown]}
            </button>
          ))}
        </fieldset>
      ) : null}
      {isArriving ? <p className="zi-quiet">文件还在上传：缺什么，等传完再说。</p> : null}
      <Remarks remarks={seen.remarks} />
      {strangers.length > 0 ? (
        <section className="zi-person">
          <h3>看不出是哪位人选的</h3>
          <Files files={strangers} handIn={handIn} choices={verdict.choices} />
        </section>
      ) : null}
      {peopleShown(seen.people, only).map((person) => (
        <Person key={`${person.unit} ${person.name}`} person={person} rules={verdict.rules} handIn={handIn} />
      ))}
    </div>
  )
}

const withoutGaps = (verdict: Verdict): Verdict => ({
  ...verdict,
  remarks: [],
  people: verdict.people.map((person) => ({ ...person, remarks: [] })),
})

interface PersonProps {
  readonly person: PersonVerdict
  readonly rules: CampaignRules
  readonly handIn: OpenHandIn
}

const Person = ({ person, rules, handIn }: PersonProps): ReactNode => (
  <section className="zi-person" aria-label={person.name}>
    <h3>
      {person.name} <span className="zi-quiet">{person.unit || '推荐单位待填'}</span>
      <span className="zi-tag">{person.honoreeId === null ? '新人选' : '已有人选，补充材料'}</span>
    </h3>
    {person.asks.length > 0 ? <Asks person={person} rules={rules} handIn={handIn} /> : null}
    <Remarks remarks={person.remarks} />
    <Files files={person.files} handIn={handIn} />
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

interface FilesProps {
  readonly files: readonly FileVerdict[]
  readonly handIn: OpenHandIn
  /** Of files that are nobody's yet: whose they may be. */
  readonly choices?: Verdict['choices']
}

const Files = ({ files, handIn, choices = [] }: FilesProps): ReactNode =>
  files.length === 0 ? null : (
    <ul className="zi-files">
      {files.map((file) => (
        <FileRow key={file.id} file={file} handIn={handIn} choices={choices} />
      ))}
    </ul>
  )

interface FileProps {
  readonly file: FileVerdict
  readonly handIn: OpenHandIn
  readonly choices: Verdict['choices']
}

function FileRow({ file, handIn, choices }: FileProps): ReactNode {
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
          {Object.entries(purposeLabel).map(([purpose, label]) => (
            <option key={purpose} value={purpose}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="zi-link" onClick={() => void handIn.aside(file.id)}>
        不要了<span className="zi-hidden">：{name}</span>
      </button>
      {choices.length > 0 ? <Whose file={file} name={name} handIn={handIn} choices={choices} /> : null}
      <Remarks remarks={file.remarks} />
    </li>
  )
}

const choiceText = ({ unit, name }: Verdict['choices'][number]): string =>
  unit ? `${name}（${unit}）` : name

/** Typing a part of a name or unit finds the person. */
function Whose({ file, name, handIn, choices }: FileProps & { readonly name: string }): ReactNode {
  const id = useId()
  return (
    <label className="zi-whose" htmlFor={id}>
      人选<span className="zi-hidden">：{name} 是哪位人选的</span>
      <input
        id={id}
        list={`${id}-choices`}
        placeholder="输入姓名或单位查找"
        autoComplete="off"
        onChange={({ target }) => {
          const chosen = choices.find((one) => choiceText(one) === target.value)
          const isUnfinished = !chosen && target.value !== ''
          target.setCustomValidity(isUnfinished ? '请从列表中选定一位人选。' : '')
          if (chosen) void handIn.assign(file.id, chosen)
        }}
      />
      <datalist id={`${id}-choices`}>
        {choices.map((one) => (
          <option key={choiceText(one)} value={choiceText(one)} />
        ))}
      </datalist>
    </label>
  )
}

const sizeText = (bytes: number): string =>
  bytes < 1_000_000
    ? `${Math.ceil(bytes / 1_000)} KB`
    : `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 2 : 0)} MB`
