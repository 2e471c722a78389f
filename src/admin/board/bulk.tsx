'use client'
/** What can be done for several people of the board at once; each is saved by itself, as from their own page. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { BoardPerson } from '../../domain/board-view.ts'
import { type Declaration, declarations } from '../../domain/eligibility.ts'
import { Bar } from '../state-mark.tsx'
import { Ticks } from './declaring.tsx'
import { type Changes, type Newest, newestOf, type Refusal, save, saveEach } from './person-save.ts'

const tasks = {
  declare: {
    title: '登记声明',
    consequence:
      '勾选的各项会记到下列每个人名下，表示您已逐人核对属实，并记入留痕；已勾选的不会取消。草稿仍是草稿。要改回，请打开那个人的“同意与声明”。本人同意的日期须逐人登记。',
    none: '所选的人这几项都已勾选过。',
  },
  publish: {
    title: '定稿',
    consequence:
      '下列每个人现在的文字即成为定稿，各渠道按它安排发布；已经发布的内容不变，要换成新文字须“更正”。要改回，请在那个人的“版本”里恢复较早的版本。',
    none: '所选的人都已定稿。',
  },
} as const

type Task = keyof typeof tasks

interface BulkProps {
  /** Selected and shown. */
  readonly people: readonly BoardPerson[]
  /** What stays selected; the board looks again. */
  readonly onDone: (left: readonly string[]) => void
}

export function Bulk({ people, onDone }: BulkProps): ReactNode {
  const [task, setTask] = useState<Task | null>(null)
  if (people.length === 0) return null
  return (
    <section className="zb-tools zb-bulk" aria-label="已选的人选">
      <strong role="status">已选 {people.length} 人</strong>
      {(Object.keys(tasks) as Task[]).map((one) => (
        <button key={one} type="button" className="zb-button" onClick={() => setTask(one)}>
          {tasks[one].title}…
        </button>
      ))}
      <button type="button" className="zb-link" onClick={() => onDone([])}>
        取消选择
      </button>
      {task ? (
        <TaskDialog
          task={task}
          ids={people.map(({ id }) => id)}
          onClose={(refused) => {
            setTask(null)
            if (refused) onDone(refused.map(({ id }) => id))
          }}
        />
      ) : null}
    </section>
  )
}

interface DialogProps {
  readonly task: Task
  readonly ids: readonly string[]
  /** Null where nothing was done. */
  readonly onClose: (refused: readonly Refusal[] | null) => void
}

function TaskDialog({ task, ids, onClose }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  const [newest, setNewest] = useState<readonly Newest[] | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [refused, setRefused] = useState<readonly Refusal[] | null>(null)
  const done = (found: readonly Refusal[]): void => {
    setRefused(found)
    setIsBusy(false)
  }
  // What is decided about is what stood there when the dialog opened.
  const asked = useRef(ids)
  useEffect(() => {
    dialog.current?.showModal()
    void newestOf(asked.current).then((answer) => {
      if (answer.ok) setNewest(answer.value)
      else setFailure(answer.sentence)
    })
  }, [])
  return (
    <dialog
      ref={dialog}
      className="zb-dialog"
      aria-labelledby={title}
      // Saves go on whether or not somebody looks, so they are looked at.
      onCancel={(event) => {
        if (isBusy) event.preventDefault()
      }}
      onClose={() => onClose(refused ?? (isBusy ? [] : null))}
    >
      <h2 id={title}>{tasks[task].title}</h2>
      {failure ? (
        <p className="zm-note zm-note--bad" role="alert">
          {failure}
        </p>
      ) : null}
      {newest ? (
        <Work task={task} people={newest} onStart={() => setIsBusy(true)} onDone={done} />
      ) : failure ? null : (
        <p role="status">正在查看…</p>
      )}
      <button type="button" className="zb-button" disabled={isBusy} onClick={() => dialog.current?.close()}>
        {refused ? '关闭' : '取消'}
      </button>
    </dialog>
  )
}

const lacks = ({ declarations: known }: Newest, ticked: ReadonlySet<Declaration>): readonly Declaration[] =>
  declarations.filter((one) => ticked.has(one) && known?.[one] !== true)

const changesOf = (task: Task, newest: Newest, ticked: ReadonlySet<Declaration>): Changes =>
  task === 'publish'
    ? { _status: 'published' }
    : { declarations: Object.fromEntries(lacks(newest, ticked).map((one) => [one, true])) }

interface WorkProps {
  readonly task: Task
  readonly people: readonly Newest[]
  readonly onStart: () => void
  readonly onDone: (refused: readonly Refusal[]) => void
}

function Work({ task, people, onStart, onDone }: WorkProps): ReactNode {
  const [ticked, setTicked] = useState<ReadonlySet<Declaration>>(new Set())
  const [done, setDone] = useState<number | null>(null)
  const [refused, setRefused] = useState<readonly Refusal[] | null>(null)
  const [meant, setMeant] = useState<readonly Newest[]>([])
  const open = people.filter((one) =>
    task === 'publish' ? one._status !== 'published' : ticked.size === 0 || lacks(one, ticked).length > 0,
  )
  const { title, consequence, none } = tasks[task]
  const run = async (): Promise<void> => {
    setMeant(open)
    setDone(0)
    onStart()
    const found = await saveEach(open, (one) => save(one, changesOf(task, one, ticked)), setDone)
    setRefused(found)
    onDone(found)
  }
  if (refused) return <Result title={title} count={meant.length} refused={refused} />
  if (done !== null)
    return (
      <p role="status">
        正在办理第 {Math.min(done + 1, meant.length)} 人，共 {meant.length} 人
        <Bar fraction={done / meant.length} label={`${title}进度`} />
      </p>
    )
  return (
    <>
      <p>{consequence}</p>
      {task === 'declare' ? <Ticks ticked={ticked} onTick={setTicked} /> : null}
      {open.length > 0 ? (
        <p className="zb-names">{open.map(({ name }) => name || '未填姓名').join('、')}</p>
      ) : null}
      <p className="zm-quiet">
        {open.length === 0
          ? none
          : open.length < people.length
            ? `另有 ${people.length - open.length} 人不必再办。`
            : null}
      </p>
      <button
        type="button"
        className="zb-button"
        disabled={open.length === 0 || (task === 'declare' && ticked.size === 0)}
        onClick={() => void run()}
      >
        {task === 'publish' ? `把 ${open.length} 人定稿` : `登记 ${open.length} 人的声明`}
      </button>
    </>
  )
}

interface ResultProps {
  readonly title: string
  readonly count: number
  readonly refused: readonly Refusal[]
}

const Result = ({ title, count, refused }: ResultProps): ReactNode => (
  <div role="status">
    <p>
      {title}：{count - refused.length} 人办好了
      {refused.length > 0 ? `，${refused.length} 人没有办成：` : '。'}
    </p>
    <ul>
      {refused.map(({ id, name, sentence }) => (
        <li key={id}>
          <a href={`/admin/collections/honorees/${id}`}>{name}</a>：{sentence}
        </li>
      ))}
    </ul>
  </div>
)
