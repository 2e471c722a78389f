'use client'
/** What a unit sees behind its link, on a phone as on a desk: whose materials, until when, what is there, what is missing. */
import { type FormEvent, type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { ask } from '../ask.ts'
import { HandInPanel } from './hand-in-panel.tsx'
import './intake.css'
import { type Taken, useHandIn } from './use-hand-in.ts'

interface Mine {
  readonly unit: string
  readonly campaign: string
  /** Beijing time, in words. */
  readonly until: string
  /** Null until the unit has said whom it names. */
  readonly name: string | null
  /** Names of files that came from the unit itself. */
  readonly taken: readonly string[]
  /** What the notice asks for and is not there, in sentences. */
  readonly missing: readonly string[]
}

export function UnitHandIn({ token }: { readonly token: string }): ReactNode {
  const authorization = `Unit ${token}`
  const [mine, setMine] = useState<Mine | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const look = useCallback(async (): Promise<void> => {
    const answer = await ask<Mine>('/api/hand-ins/mine', { headers: { authorization } })
    if (answer.ok) setMine(answer.value)
    setFailure(answer.ok ? null : answer.sentence)
  }, [authorization])
  useEffect(() => void look(), [look])

  if (mine === null)
    return (
      <>
        <h1>提交申报材料</h1>
        <p role={failure ? 'alert' : 'status'}>{failure ?? '正在打开…'}</p>
      </>
    )
  const name = mine.name ?? typed
  return (
    <div className="zi">
      <h1>提交申报材料</h1>
      <p className="lead">
        {mine.campaign} · 推荐单位：{mine.unit}
        {name ? ` · 人选：${name}` : ''}
      </p>
      <p>截止时间（北京时间）：{mine.until}。截止前可随时补充，同名文件以后交的为准。</p>
      <TakenFiles files={mine.taken} missing={mine.missing} />
      {name ? (
        <Materials authorization={authorization} name={name} onTaken={look} />
      ) : (
        <WhoForm onName={setTyped} />
      )}
    </div>
  )
}

const TakenFiles = ({
  files,
  missing,
}: {
  readonly files: Mine['taken']
  readonly missing: Mine['missing']
}): ReactNode =>
  files.length === 0 ? null : (
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
      <details>
        <summary>已交的材料：{files.length} 个文件</summary>
        <ul>
          {files.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </details>
    </>
  )

function WhoForm({ onName }: { readonly onName: (name: string) => void }): ReactNode {
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    if (name !== '') onName(name)
  }
  return (
    <form className="zi-asks" onSubmit={save}>
      <label>
        人选姓名（限报一人，请与推荐表一致）
        <input name="name" required maxLength={30} autoComplete="off" />
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
  readonly onTaken: () => Promise<void>
}

function Materials({ authorization, name, onTaken }: MaterialsProps): ReactNode {
  const opens = useMemo(() => ({ name }), [name])
  const handIn = useHandIn(authorization, opens, takenSentence)
  const prompt = `请提交${name}的材料：推荐表（Word 与盖章 PDF）、主要事迹、廉政意见、小2寸证件照、“${name}1.jpg”样式命名的工作生活照 3 至 5 张、视频。`
  return <HandInPanel handIn={handIn} prompt={prompt} verb="提交" onTaken={onTaken} />
}

const takenSentence = ({ added, refused }: Taken): string =>
  `已提交 ${added} 个文件，主办方已可看到${refused > 0 ? `；${refused} 个不合要求，请按提示改好后再交` : ''}。`
