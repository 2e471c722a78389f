'use client'
/** Colleagues with their roles: each gets a link of their own, shown once, and sets the password by it. */
import { type ReactNode, useCallback, useEffect, useId, useState } from 'react'
import { roleLabel } from '../../domain/role.ts'
import { ask, send } from '../ask.ts'
import { useCopying } from '../copying.ts'

interface Colleague {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: string
  readonly state: 'set' | 'invited' | 'expired'
  readonly until: string | null
}

interface Made {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly until: string
}

const roles = [
  ['editor', '收件、人选与素材'],
  ['reviewer', '另可撤回发布'],
  ['chief', '另可安排发布、新建活动'],
  ['operator', '屏幕与回执'],
  ['admin', '全部'],
] as const

const stateWord = { set: '✓ 已设密码', invited: '○ 等待本人设密码', expired: '! 链接已过期' } as const

export function Colleagues({ mayInvite }: { readonly mayInvite: boolean }): ReactNode {
  const [colleagues, setColleagues] = useState<readonly Colleague[] | null>(null)
  const [made, setMade] = useState<readonly Made[]>([])
  const [failure, setFailure] = useState<string | null>(null)
  const [person, setPerson] = useState({ name: '', email: '', role: 'editor' })
  const look = useCallback(async (): Promise<void> => {
    const answer = await ask<{ colleagues: readonly Colleague[] }>('/api/users/colleagues')
    if (answer.ok) setColleagues(answer.value.colleagues)
    else setFailure(answer.sentence)
  }, [])
  useEffect(() => {
    if (mayInvite) void look()
  }, [look, mayInvite])

  if (!mayInvite) return <p>同事的账号由管理员邀请。您可以直接到下一步。</p>
  const invite = async (path: string, name: string, body: unknown): Promise<boolean> => {
    const answer = await send<{ id: string; path: string; until: string }>(path, body)
    setFailure(answer.ok ? null : answer.sentence)
    if (answer.ok)
      setMade((before) => [
        // A new link of the same colleague ends the one before.
        ...before.filter((one) => one.id !== answer.value.id),
        {
          id: answer.value.id,
          name,
          address: `${window.location.origin}${answer.value.path}`,
          until: answer.value.until,
        },
      ])
    await look()
    return answer.ok
  }
  const add = async (): Promise<void> => {
    if (await invite('/api/users/invite', person.name, person))
      setPerson({ name: '', email: '', role: person.role })
  }
  const field = (name: 'name' | 'email') => ({
    value: person[name],
    onChange: (event: { target: { value: string } }) => setPerson({ ...person, [name]: event.target.value }),
    // Enter invites; the step's own button goes on.
    onKeyDown: (event: { key: string; preventDefault: () => void }) => {
      if (event.key !== 'Enter') return
      event.preventDefault()
      void add()
    },
  })
  return (
    <>
      <p className="zm-quiet">
        每位同事用自己的链接设置密码。链接只显示一次、7
        天内有效，请当面或用内部通讯转交；系统不发送密码。没有要邀请的，直接到下一步。
      </p>
      {failure ? (
        <p role="alert" className="zs-alert">
          {failure}
        </p>
      ) : null}
      <fieldset className="zs-invite">
        <legend>邀请一位同事</legend>
        <label className="zs-field">
          姓名
          <input autoComplete="off" {...field('name')} />
        </label>
        <label className="zs-field">
          邮箱（登录名）
          <input type="email" autoComplete="off" {...field('email')} />
        </label>
        <label className="zs-field">
          角色
          <select
            value={person.role}
            onChange={(event) => setPerson({ ...person, role: event.target.value })}
          >
            {roles.map(([role, what]) => (
              <option key={role} value={role}>
                {roleLabel[role]}：{what}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="zs-button" onClick={() => void add()}>
          生成邀请链接
        </button>
      </fieldset>
      {made.map((one) => (
        <MadeLink key={one.address} {...one} />
      ))}
      {colleagues ? (
        <table className="zs-table">
          <caption>已有账号（{colleagues.length} 人）</caption>
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">邮箱</th>
              <th scope="col">角色</th>
              <th scope="col">状态</th>
            </tr>
          </thead>
          <tbody>
            {colleagues.map(({ id, name, email, role, state, until }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{email}</td>
                <td>{role}</td>
                <td>
                  {stateWord[state]}
                  {state === 'invited' ? `，链接有效至 ${until}` : ''}{' '}
                  {state === 'set' ? null : (
                    <button
                      type="button"
                      className="zs-back"
                      onClick={() => void invite(`/api/users/${id}/invite`, name, {})}
                    >
                      重新生成链接<span className="sr-only">：{name}</span>
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="zm-quiet">正在查看已有账号…</p>
      )}
    </>
  )
}

function MadeLink({ name, address, until }: Made): ReactNode {
  const id = useId()
  const { said, copy } = useCopying(address)
  return (
    <div className="zs-made" role="status">
      <label htmlFor={id}>
        {name}的邀请链接，只显示这一次，有效至 {until}：
      </label>
      <input id={id} readOnly value={address} onFocus={(event) => event.target.select()} />
      <button type="button" className="zs-button" onClick={() => void copy()}>
        复制链接
      </button>{' '}
      <span aria-live="polite">{said}</span>
    </div>
  )
}
