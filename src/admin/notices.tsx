'use client'
/** What whoever is signed in must know, newest first: what is urgent, what is unread, and where it leads. */
import { Button } from '@payloadcms/ui'
import { type ReactNode, useState } from 'react'
import { type Notice, noticeLabel } from '../domain/notice.ts'
import { send, usePolled } from './ask.ts'
import { minute } from './clock.ts'

/** Tells the bell. */
export const noticesRead = 'zuimei:notices-read'

type Shown = Omit<Notice, 'at'> & { readonly at: string; readonly isRead: boolean }
interface Answer {
  readonly notices: readonly Shown[]
  readonly canMail: boolean
}

const pauseMs = 60_000

export function Notices(): ReactNode {
  const [turn, setTurn] = useState(0)
  const [onlyUnread, setOnlyUnread] = useState(false)
  const [said, setSaid] = useState('')
  const { latest, failure } = usePolled<Answer>(`/api/notices?turn=${turn}`, () => pauseMs)

  const markRead = async (ids: readonly string[] | null): Promise<void> => {
    const answer = await send<{ read: number }>('/api/notices/read', { ids })
    setSaid(answer.ok ? `已把 ${answer.value.read} 条通知标为已读。` : answer.sentence)
    setTurn((last) => last + 1)
    window.dispatchEvent(new Event(noticesRead))
  }

  if (!latest) return <p className="zm-quiet">{failure ?? '正在查看…'}</p>
  const unread = latest.notices.filter(({ isRead }) => !isRead)
  const shown = onlyUnread ? unread : latest.notices
  return (
    <section className="zm-notices" aria-label="通知">
      <div className="zm-tools">
        <p aria-live="polite">
          {unread.length > 0 ? `${unread.length} 条未读，共 ${latest.notices.length} 条。` : '没有未读通知。'}
          {said}
        </p>
        <label>
          <input
            type="checkbox"
            checked={onlyUnread}
            onChange={(event) => setOnlyUnread(event.target.checked)}
          />
          只看未读
        </label>
        <Button
          buttonStyle="secondary"
          size="medium"
          margin={false}
          disabled={unread.length === 0}
          onClick={() => void markRead(null)}
        >
          全部标为已读
        </Button>
      </div>
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      {shown.length === 0 ? (
        <p className="zm-quiet">
          {onlyUnread
            ? '没有未读的通知。'
            : '还没有通知。推荐单位交来材料、成品制作失败、展示被撤回时，会在这里告诉您。'}
        </p>
      ) : (
        <ul>
          {shown.map((notice) => (
            <Row key={notice.id} notice={notice} onRead={() => void markRead([notice.id])} />
          ))}
        </ul>
      )}
      <p className="zm-quiet">
        这里列出近 30 天的通知，时间为北京时间；更早的见“留痕”。
        {latest.canMail ? (
          <>
            要同时收到邮件，请在<a href="/admin/account">我的账户</a>中选择。
          </>
        ) : (
          '系统没有设置邮件服务器，通知只在这里显示。'
        )}
      </p>
    </section>
  )
}

function Row({ notice, onRead }: { readonly notice: Shown; readonly onRead: () => void }): ReactNode {
  const { kind, text, to, at, isUrgent, isRead } = notice
  return (
    <li className={isRead ? 'zm-notice zm-notice--read' : 'zm-notice'}>
      <span className={`zm-notice__kind${isUrgent ? ' zm-notice__kind--urgent' : ''}`}>
        {isUrgent ? '! ' : '· '}
        {noticeLabel[kind]}
      </span>
      <div>
        <p>
          {isRead ? null : <span className="sr-only">未读：</span>}
          {text}
        </p>
        <time className="zm-quiet" dateTime={at}>
          {minute(at)}
        </time>
      </div>
      <div className="zm-notice__do">
        {/* Whoever goes to see has read it. */}
        <a href={`/admin/${to}`} onClick={isRead ? undefined : onRead} aria-label={`去查看：${text}`}>
          去查看
        </a>
        {isRead ? (
          <span className="zm-quiet">已读</span>
        ) : (
          <button type="button" onClick={onRead} aria-label={`标为已读：${text}`}>
            标为已读
          </button>
        )}
      </div>
    </li>
  )
}
