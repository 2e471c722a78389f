/** Staff of the studio (用户): who signs in, with which role. Partners are no users and never see the studio. */
import type { CollectionConfig } from 'payload'
import { mailChoices } from '../../domain/notice-mail.ts'
import { roleLabel, roles } from '../../domain/role.ts'
import { env } from '../../platform/env.ts'
import { accessOf, fieldFor, nobody } from '../access.ts'
import { closedEndpoints } from '../endpoints/closed.ts'
import { colleagueEndpoints } from '../endpoints/colleagues.ts'
import { secondFactorEndpoints } from '../endpoints/second-factor.ts'
import { signOut } from '../endpoints/sign-out.ts'
import { traced } from '../events.ts'
import { endHeldAfterRefusal } from '../held-claims.ts'
import { noteBeginning } from '../hooks/keep-both.ts'
import { askAnew, endRefreshing, refreshInTurn } from '../hooks/own-session.ts'
import { refuseOlder } from '../hooks/refuse-older.ts'
import { askAtLogin, forgetSecondFactor } from '../hooks/second-factor.ts'
import { askPresentPassword, forgiveTries, guardSignIn } from '../hooks/sign-in.ts'
import { traceAccount, traceRefusedSignIn, traceSignIn } from '../hooks/trace-account.ts'
import { endSessions, keepOneAdmin, refuseToDeleteAdmin, refuseWeakPassword } from '../hooks/user.ts'
import { internal } from '../internal-field.ts'
import { keepInvitation } from '../invitation.ts'
import { deleteInTurn, endDeleting, endSaving, readInTurn, writeInTurn } from '../saving.ts'

const closed = { read: nobody, create: nobody, update: nobody } as const

export const users: CollectionConfig = {
  slug: 'users',
  labels: { singular: '用户', plural: '用户' },
  access: accessOf('users'),
  disableDuplicate: true,
  auth: {
    // Payload's own lock shuts the owner out by a stranger's tries; ours stands in sign-in-tries.ts.
    maxLoginAttempts: 0,
    tokenExpiration: 8 * 60 * 60,
    cookies: { sameSite: 'Lax', secure: env().publicUrl.startsWith('https:') },
  },
  admin: {
    group: '系统',
    description: '登录本系统的工作人员。合作媒体不在这里，请到“合作媒体”中发放令牌。',
    useAsTitle: 'name',
    defaultColumns: ['name', 'email', 'role', 'updatedAt'],
    listSearchableFields: ['name', 'email'],
    components: { beforeListTable: ['/src/admin/colleagues/at-list.tsx#InviteAtList'] },
  },
  endpoints: [...closedEndpoints, ...colleagueEndpoints, ...secondFactorEndpoints, signOut],
  hooks: {
    beforeOperation: [
      guardSignIn,
      noteBeginning,
      refuseWeakPassword,
      askPresentPassword,
      readInTurn,
      askAnew,
      refreshInTurn,
    ],
    beforeChange: [refuseOlder, keepInvitation, writeInTurn],
    afterChange: [keepOneAdmin, endSessions, traceAccount, endSaving],
    beforeDelete: [refuseToDeleteAdmin, deleteInTurn],
    afterDelete: [...traced('users').afterDelete, forgetSecondFactor, endDeleting],
    beforeLogin: [askAtLogin],
    afterLogin: [forgiveTries, traceSignIn],
    afterRefresh: [endRefreshing],
    afterOperation: [endHeldAfterRefusal],
    afterError: [traceRefusedSignIn],
  },
  fields: [
    { name: 'name', type: 'text', label: '姓名', required: true },
    {
      name: 'role',
      type: 'select',
      label: '角色',
      required: true,
      defaultValue: 'operator',
      saveToJWT: true,
      options: roles.map((value) => ({ value, label: roleLabel[value] })),
      access: { create: fieldFor('admin'), update: fieldFor('admin') },
      admin: {
        // Everybody has one.
        isClearable: false,
        description:
          '投放操作员：屏幕与回执；编辑：人选与素材；审核：另可撤回发布；终审：另可安排发布；管理员：全部。改动后该用户须重新登录；至少保留一位管理员。',
      },
    },
    // Of the invitation that is open (`endpoints/colleagues`): whoever holds its token sets the password, once.
    { name: 'inviteHash', type: 'text', index: true, access: closed, admin: internal },
    { name: 'inviteUntil', type: 'date', access: closed, admin: internal },
    {
      name: 'noticeMail',
      type: 'select',
      label: '通知邮件',
      defaultValue: 'never',
      options: Object.entries(mailChoices).map(([value, label]) => ({ value, label })),
      // A new choice is a line in the domain, not a change of the table's definition.
      typescriptSchema: [() => ({ type: 'string' })],
      admin: {
        isClearable: false,
        // A sentence of the machine it runs on, which generated types must not depend on.
        description: () =>
          `邮件只说有几条新通知，不写具体内容。${env().smtp === null ? '系统没有设置邮件服务器，暂不会发送。' : ''}`,
      },
    },
    {
      // Not the name it sends: what the form's state holds under a field without data is never sent.
      name: 'presentPassword',
      type: 'ui',
      label: '当前密码',
      admin: { components: { Field: '/src/admin/present-password.tsx#PresentPassword' } },
    },
    {
      name: 'secondFactor',
      type: 'ui',
      label: '二次验证',
      admin: { components: { Field: '/src/admin/second-factor.tsx#SecondFactor' } },
    },
  ],
}
