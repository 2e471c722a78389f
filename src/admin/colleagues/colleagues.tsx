'use client'
/** Colleagues with their roles: each gets a link of their own, shown once, and sets the password by it. */
import { type ReactNode, useId } from 'react'
import { useCopying } from '../copying.ts'
import { Accounts } from './accounts.tsx'
import { InviteForm } from './invite-form.tsx'
import { type MadeLink, useColleagues } from './use-colleagues.ts'

interface Props {
  /** Whose accounts stand below: of everybody, or of those alone who have set no password yet. */
  readonly shows: 'all' | 'without-password'
  readonly onInvited?: () => void
}

export function Colleagues({ shows, onInvited }: Props): ReactNode {
  const { colleagues, made, failure, invite, inviteAgain } = useColleagues(onInvited)
  const shown = colleagues?.filter(({ state }) => shows === 'all' || state !== 'set')
  return (
    <>
      <p className="zm-quiet">
        每位同事用自己的链接设置密码。链接只显示一次、7 天内有效，请当面或用内部通讯转交；系统不发送密码。
      </p>
      {failure ? (
        <p role="alert" className="zs-alert">
          {failure}
        </p>
      ) : null}
      <InviteForm onInvite={invite} />
      {made.map((one) => (
        <Link key={one.address} {...one} />
      ))}
      {shown === undefined ? (
        <p className="zm-quiet">正在查看已有账号…</p>
      ) : shows === 'all' || shown.length > 0 ? (
        <Accounts
          caption={shows === 'all' ? '已有账号' : '还没有设密码的账号'}
          colleagues={shown}
          onInviteAgain={(colleague) => void inviteAgain(colleague)}
        />
      ) : null}
    </>
  )
}

function Link({ name, address, until }: MadeLink): ReactNode {
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
