/** What a person allowed and declared. */
import type { Field } from 'payload'
import { declarationLabel, declarations } from '../domain/eligibility.ts'
import { channelNames } from './channel-field.ts'

const day = { pickerAppearance: 'dayOnly', displayFormat: 'yyyy-MM-dd' } as const

export const consent: Field[] = [
  {
    name: 'consent',
    type: 'group',
    label: '本人对公开展示的单独同意',
    admin: { description: '依据《个人信息保护法》第二十五条；没有同意或已撤回的，不能安排发布。' },
    fields: [
      {
        type: 'row',
        fields: [
          { name: 'givenAt', type: 'date', label: '同意日期', admin: { width: '50%', date: day } },
          {
            name: 'withdrawnAt',
            type: 'date',
            label: '撤回日期',
            admin: {
              width: '50%',
              date: day,
              components: {
                afterInput: [
                  {
                    path: '/src/admin/consent-withdrawal.tsx#ConsentWithdrawal',
                    clientProps: { channels: channelNames },
                  },
                ],
              },
              description:
                '一经保存（草稿亦同），此人在所有渠道的发布立即撤回，文件不能再取；须重新取得同意才能再发布。',
            },
          },
        ],
      },
      {
        name: 'scope',
        type: 'text',
        label: '同意的范围',
        admin: { description: '例如：姓名、肖像、事迹、视频；通知所列十二个渠道。' },
      },
    ],
  },
  {
    name: 'declarations',
    type: 'group',
    label: '资格与保密声明',
    admin: { description: '由经办人核对后逐项勾选。涉密内容一律不得上传。' },
    fields: declarations.map(
      (name) => ({ name, type: 'checkbox', label: declarationLabel[name], defaultValue: false }) as const,
    ),
  },
]
