'use client'
/** What a unit sees behind its link, on a phone as on a desk: whose materials, until when, what is there, what is missing. */
import { type FormEvent, type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { type CampaignRules, papersText, photoCountText } from '../../domain/campaign-rules.ts'
import type { Held } from '../../domain/material-rules.ts'
import { ask } from '../ask.ts'
import { HandInPanel } from './hand-in-panel.tsx'
import './intake.css'
import { type Taken, useHandIn } from './use-hand-in.ts'
import { usePersonOfAddress } from './use-person-of-address.ts'

interface Mine {
  readonly unit: string
  readonly campaign: string
  /** Beijing time, in words. */
  readonly until: string
  /** Whom the unit has named so far. */
  readonly names: readonly string[]
  /** Those of them of whom something has still to be written. */
  readonly lacking: readonly string[]
  readonly rules: CampaignRules
  /** Names of files that came from the unit itself. */
  readonly taken: readonly string[]
  /** What the office has of the unit's people, whoever brought it. */
  readonly held: readonly Held[]
  /** Hand-ins of the unit in which something waits or was refused. */
  readonly waiting: readonly { readonly id: string; readonly name: string }[]
  /** What the notice asks for and is not there, in sentences. */
  readonly missing: readonly string[]
}

/** What the server knows of it; looked at again when another person is chosen, of whom something may wait by now. */
function useMine(authorization: string, chosen: string | null) {
  const [mine, setMine] = useState<Mine | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const look = useCallback(async (): Promise<void> => {
    const answer = await ask<Mine>('/api/hand-ins/mine', { headers: { authorization } })
    if (answer.ok) setMine(answer.value)
    setFailure(answer.ok ? null : answer.sentence)
  }, [authorization])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person is a reason to look again
  useEffect(() => void look(), [look, chosen])
  return { mine, failure, look }
}

export function UnitHandIn({ token }: { readonly token: string }): ReactNode {
  const authorization = `Unit ${token}`
  const [chosen, choose] = usePersonOfAddress()
  const { mine, failure, look } = useMine(authorization, chosen)
  const [opened, setOpened] = useState<readonly string[]>([])
  const person = mine && personOf(mine, chosen)
  useEffect(() => {
    if (person) setOpened((before) => (before.includes(person) ? before : [...before, person]))
  }, [person])

  if (mine === null)
    return (
      <>
        <h1>提交申报材料</h1>
        <p role={failure ? 'alert' : 'status'}>{failure ?? '正在打开…'}</p>
      </>
    )
  const { rules, waiting } = mine
  return (
    <div className="zi">
      <h1>提交申报材料</h1>
      <p className="lead">
        {mine.campaign} · 推荐单位：{mine.unit}
        {person ? ` · 人选：${person}` : ''}
      </p>
      <p>截止时间（北京时间）：{mine.until}。截止前可随时补充，同名文件以后交的为准。</p>
      <TakenFiles files={mine.taken} held={mine.held} missing={mine.missing} />
      {/* Whoever is left stays as they are: what is typed and what travels must survive a look at another. */}
      {opened.map((name) => (
        <section key={name} className="zi-opened" hidden={name !== person} aria-label={`${name}的材料`}>
          {mayNameOther(mine) ? (
            <button type="button" className="zi-link" onClick={() => choose('')}>
              换一位人选
            </button>
          ) : null}
          <Materials
            authorization={authorization}
            name={name}
            known={waiting.find((one) => one.name === name)?.id ?? null}
            isLacking={mine.lacking.includes(name)}
            rules={rules}
            onTaken={look}
          />
        </section>
      ))}
      {person ? null : (
        <Who
          names={namesOf(mine)}
          perUnit={rules.perUnit}
          mayName={mine.names.length < rules.perUnit}
          latest={opened.findLast((name) => !namesOf(mine).includes(name)) ?? ''}
          onName={choose}
        />
      )}
    </div>
  )
}

/** Whoever came with refused files alone is not recorded, and still has something to mend. */
const namesOf = ({ names, waiting }: Mine): readonly string[] => [
  ...new Set([...names, ...waiting.map(({ name }) => name)]),
]

const mayNameOther = ({ names, rules }: Mine): boolean => rules.perUnit > 1 || names.length === 0

/** Null where it has to be asked first. */
const personOf = (mine: Mine, chosen: string | null): string | null =>
  (mayNameOther(mine) ? chosen : null) ?? (mine.rules.perUnit === 1 ? (namesOf(mine)[0] ?? null) : null)

const TakenFiles = ({
  files,
  held,
  missing,
}: {
  readonly files: Mine['taken']
  readonly held: Mine['held']
  readonly missing: Mine['missing']
}): ReactNode =>
  files.length === 0 && held.length === 0 ? null : (
    <>
      {missing.length === 0 ? (
        <p className="zi-result">通知要求的材料已齐。</p>
      ) : (
        <div className="zi-note">
          <p>还缺：</p>
          <ul className="zi-remarks">
            {missing.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
      {held.length > 0 ? (
        <details open={files.length === 0}>
          <summary>主办方已有的材料：{held.reduce((sum, { count }) => sum + count, 0)} 个文件</summary>
          <ul>
            {held.map(({ person, kind, count, names }) => (
              <li key={`${person} ${kind}`}>
                {person}的{kind}：{count} 个{names.length > 0 ? `（${names.join('、')}）` : ''}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {files.length > 0 ? (
        <details>
          <summary>已交的材料：{files.length} 个文件</summary>
          <ul>
            {files.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )

interface WhoProps {
  readonly names: readonly string[]
  readonly perUnit: number
  /** Somebody who is not recorded yet. */
  readonly mayName: boolean
  /** Named a moment ago, and nothing sent of them yet: to be gone on with, or spelled another way. */
  readonly latest: string
  readonly onName: (name: string) => void
}

/** One of those named before, or somebody new while the unit may name more. */
const Who = ({ names, mayName, ...rest }: WhoProps): ReactNode => (
  <>
    {names.map((name) => (
      <button key={name} type="button" className="zi-button" onClick={() => rest.onName(name)}>
        补充{name}的材料
      </button>
    ))}
    {mayName ? <WhoForm {...rest} /> : null}
  </>
)

function WhoForm({ perUnit, latest, onName }: Omit<WhoProps, 'names' | 'mayName'>): ReactNode {
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '')
      .trim()
      .normalize('NFC')
    if (name !== '') onName(name)
  }
  return (
    <form className="zi-asks" onSubmit={save}>
      <label>
        人选姓名（限报{perUnit === 1 ? '一人' : ` ${perUnit} 人`}，请与推荐表一致）
        <input name="name" defaultValue={latest} required maxLength={30} autoComplete="off" />
      </label>
      <button type="submit" className="zi-button zi-button--main">
        下一步：选择材料
      </button>
    </form>
  )
}

interface MaterialsProps {
  readonly authorization: string
  readonly name: string
  /** Where files of this person wait or were refused. */
  readonly known: string | null
  /** Something has still to be written of this person. */
  readonly isLacking: boolean
  readonly rules: CampaignRules
  readonly onTaken: () => Promise<void>
}

function Materials({ authorization, name, known, isLacking, rules, onTaken }: MaterialsProps): ReactNode {
  const opens = useMemo(() => ({ name }), [name])
  const handIn = useHandIn(authorization, opens, takenSentence)
  const { id, resume, begin } = handIn
  useEffect(() => {
    if (id !== null) return
    if (known !== null) resume(known)
    else if (isLacking) void begin()
  }, [known, isLacking, id, resume, begin])
  const prompt = `请提交${name}的材料：${papersText(rules)}，工作生活照片 ${photoCountText(rules)}（手机里的原图不必改名，每张不小于 ${rules.photoMegabytes} MB），视频（每段不超过 ${rules.filmMinutes} 分钟）。`
  return <HandInPanel handIn={handIn} prompt={prompt} verb="提交" onTaken={onTaken} />
}

const takenSentence = ({ added, refused, replaced }: Taken): string =>
  `已提交 ${added} 个文件，主办方已可看到${replaced > 0 ? `；${replaced} 个退回的文件已替换` : ''}${refused > 0 ? `；${refused} 个不合要求，请按提示改好后再交` : ''}。`
