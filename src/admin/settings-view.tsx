/** `/admin/settings`: where what holds for the whole house is set. */

import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import { allows } from '../domain/rights.ts'
import { roleIn } from '../domain/role.ts'
import { StudioPage } from './studio-page.tsx'

const places: readonly {
  readonly href: string
  readonly title: string
  readonly about: string
  readonly isForAdmin?: true
}[] = [
  {
    href: '/admin/collections/campaigns',
    title: '活动',
    about: '年份、名称、主办单位（按通知中的顺序）和材料报送截止时间。',
  },
  { href: '/admin/collections/units', title: '推荐单位', about: '单位全称、联系人和联系电话。' },
  {
    href: '/admin/collections/users',
    title: '用户',
    about: '谁可以登录、是什么角色；邀请同事，重设密码，重置二次验证。',
    isForAdmin: true,
  },
  {
    href: '/admin/collections/screens',
    title: '屏幕',
    about: '每块屏幕的像素尺寸、停留秒数和文件上限，海报按此制作。',
  },
  {
    href: '/admin/collections/partners',
    title: '合作媒体',
    about: '哪家媒体可以取用哪些渠道，以及取用的令牌。',
  },
  {
    href: '/admin/globals/word-list',
    title: '用语提示',
    about: '写稿时提醒的用词、名称和头衔，可随时增改。',
  },
  {
    href: '/admin/health',
    title: '健康',
    about: '存储空间、数据库、字体、视频工具、队列和失败，哪里有问题、怎么办。',
  },
  { href: '/admin/collections/events', title: '留痕', about: '谁、何时、从哪里、对什么做了什么。' },
  { href: '/admin/account', title: '我的账户', about: '姓名、密码、二次验证和通知邮件。' },
]

export function SettingsView(props: AdminViewServerProps): ReactNode {
  const role = roleIn(props.initPageResult.req.user)
  return (
    <StudioPage {...props} title="设置" path="settings" isFor={(one) => allows(one, 'events', 'read')}>
      <ul className="zm-places">
        {places
          .filter(({ isForAdmin }) => !isForAdmin || allows(role, 'users', 'update'))
          .map(({ href, title, about }) => (
            <li key={href}>
              <a href={href}>{title}</a>
              <p className="zm-quiet">{about}</p>
            </li>
          ))}
      </ul>
      <p className="zm-quiet">其余资料都在左侧“全部数据”里，供熟悉系统的同事使用。</p>
    </StudioPage>
  )
}
