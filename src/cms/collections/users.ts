/** Staff of the studio (用户): who signs in, with which role. Partners are no users and never see the studio. */
import type { CollectionConfig } from 'payload'
import { accessOf, fieldFor, roleLabel, roles } from '../access.ts'
import { firstUserIsAdmin, refuseWeakPassword } from '../hooks/user.ts'

export const users: CollectionConfig = {
  slug: 'users',
  labels: { singular: '用户', plural: '用户' },
  access: accessOf('users'),
  auth: {
    maxLoginAttempts: 5,
    lockTime: 10 * 60 * 1000,
    tokenExpiration: 8 * 60 * 60,
    cookies: { sameSite: 'Lax' },
  },
  admin: {
    group: '系统',
    description: '登录本系统的工作人员。合作媒体不在这里，请到“合作媒体”中发放令牌。',
    useAsTitle: 'name',
    defaultColumns: ['name', 'email', 'role', 'updatedAt'],
    listSearchableFields: ['name', 'email'],
  },
  hooks: { beforeOperation: [refuseWeakPassword], beforeChange: [firstUserIsAdmin] },
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
        description:
          '投放操作员：屏幕与回执；编辑：人选与素材；审核：另可撤回发布；终审：另可安排发布；管理员：全部。第一位用户自动成为管理员。',
      },
    },
  ],
}
