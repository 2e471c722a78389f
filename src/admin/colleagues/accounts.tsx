'use client'
/** Accounts, whether their owners have set a password, and another link for who has not. */
import type { ReactNode } from 'react'
import type { Colleague } from './use-colleagues.ts'

const stateWord = { set: '✓ 已设密码', invited: '○ 等待本人设密码', expired: '! 链接已过期' } as const

interface Props {
  readonly caption: string
  readonly colleagues: readonly Colleague[]
  readonly onInviteAgain: (colleague: Colleague) => void
}

export const Accounts = ({ caption, colleagues, onInviteAgain }: Props): ReactNode => (
  <table className="zs-table">
    <caption>
      {caption}（{colleagues.length} 人）
    </caption>
    <thead>
      <tr>
        <th scope="col">姓名</th>
        <th scope="col">邮箱</th>
        <th scope="col">角色</th>
        <th scope="col">状态</th>
      </tr>
    </thead>
    <tbody>
      {colleagues.map((colleague) => (
        <tr key={colleague.id}>
          <th scope="row">{colleague.name}</th>
          <td>{colleague.email}</td>
          <td>{colleague.role}</td>
          <td>
            {stateWord[colleague.state]}
            {colleague.state === 'invited' ? `，链接有效至 ${colleague.until}` : ''}{' '}
            {colleague.state === 'set' ? null : (
              <button type="button" className="zs-back" onClick={() => onInviteAgain(colleague)}>
                重新生成链接<span className="sr-only">：{colleague.name}</span>
              </button>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
