'use client'
/** Who is invited, and as what. */
import { type ReactNode, useState } from 'react'
import { type Role, roleLabel } from '../../domain/role.ts'
import type { Invited } from './use-colleagues.ts'

const roles = [
  ['editor', '收件、人选与素材'],
  ['reviewer', '另可撤回发布'],
  ['chief', '另可安排发布、新建活动'],
  ['operator', '屏幕与回执'],
  ['admin', '全部'],
] as const satisfies readonly (readonly [Role, string])[]

interface Props {
  /** False where it was refused: what is typed stays. */
  readonly onInvite: (person: Invited) => Promise<boolean>
}

export function InviteForm({ onInvite }: Props): ReactNode {
  const [person, setPerson] = useState<Invited>({ name: '', email: '', role: 'editor' })
  const invite = async (): Promise<void> => {
    if (await onInvite(person)) setPerson({ name: '', email: '', role: person.role })
  }
  const field = (name: 'name' | 'email') => ({
    value: person[name],
    onChange: (event: { target: { value: string } }) => setPerson({ ...person, [name]: event.target.value }),
    // Enter invites, also inside a form whose own button goes on.
    onKeyDown: (event: { key: string; preventDefault: () => void }) => {
      if (event.key !== 'Enter') return
      event.preventDefault()
      void invite()
    },
  })
  return (
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
        <select value={person.role} onChange={(event) => setPerson({ ...person, role: event.target.value })}>
          {roles.map(([role, what]) => (
            <option key={role} value={role}>
              {roleLabel[role]}：{what}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="zs-button" onClick={() => void invite()}>
        生成邀请链接
      </button>
    </fieldset>
  )
}
