/** Words to think twice about (用语提示): the house's own list, which starts as the domain's. */
import { createHash } from 'node:crypto'
import type {
  GlobalAfterChangeHook,
  GlobalAfterReadHook,
  GlobalBeforeValidateHook,
  GlobalConfig,
} from 'payload'
import { firstCautions } from '../../domain/word-check/cautions.ts'
import { globalAccessOf } from '../access.ts'
import { recordEvent } from '../events.ts'
import { Refused } from '../refusal.ts'

interface Row {
  readonly word?: string | null
  readonly instead?: string | null
  readonly except?: string | null
  readonly why?: string | null
}

const wordsIn = (doc: { readonly words?: readonly Row[] | null }): readonly string[] =>
  (doc.words ?? []).flatMap(({ word }) => (word ? [word] : []))

/** Of what stands in the list: `updatedAt` stays where only rows of a list change, on SQLite. */
const fingerprintOf = (doc: { readonly words?: readonly Row[] | null }): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        (doc.words ?? []).map((row) => [row.word, row.instead, row.except, row.why].map((one) => one || '')),
      ),
    )
    .digest('hex')

const tellFingerprint: GlobalAfterReadHook = ({ doc }) => ({ ...doc, asRead: fingerprintOf(doc) })

/** What began with an older list would take a colleague's words away. Who says no beginning means the list as sent. */
const refuseStale: GlobalBeforeValidateHook = ({ data, originalDoc }) => {
  if (data?.asRead && data.asRead !== fingerprintOf(originalDoc))
    throw new Refused(
      '这份用语提示在您打开之后有同事改过。为免去掉同事增加的用语，您的修改还没有保存：请先记下您的修改，刷新页面，再改一次。',
      409,
    )
  return data
}

/** Which words came and went; of an edited reason, that the list was changed. */
const trace: GlobalAfterChangeHook = async ({ doc, previousDoc, req }) => {
  const [before, after] = [new Set(wordsIn(previousDoc)), new Set(wordsIn(doc))]
  const came = [...after].filter((word) => !before.has(word))
  const went = [...before].filter((word) => !after.has(word))
  const note = [
    ...(came.length > 0 ? [`增加“${came.join('”“')}”`] : []),
    ...(went.length > 0 ? [`去掉“${went.join('”“')}”`] : []),
  ].join('，')
  await recordEvent(req, {
    kind: 'changed',
    subject: { collection: 'word-list', id: 'word-list', title: '用语提示' },
    note: note.slice(0, 500),
  })
}

export const wordList: GlobalConfig = {
  slug: 'word-list',
  label: '用语提示',
  access: globalAccessOf('word-list'),
  admin: {
    group: '系统',
    hideAPIURL: true,
    description:
      '编辑人选文字时，遇到这里的词会提示一次。只是提示，不妨碍保存和发布；可以增删，对全体同事生效。',
  },
  hooks: { afterRead: [tellFingerprint], beforeValidate: [refuseStale], afterChange: [trace] },
  fields: [
    {
      name: 'words',
      type: 'array',
      label: '提示用语',
      labels: { singular: '提示用语', plural: '提示用语' },
      // Until somebody has saved a list of the house's own.
      defaultValue: firstCautions.map(({ except, ...caution }) => ({
        ...caution,
        except: except.join('、'),
      })),
      maxRows: 500,
      admin: {
        initCollapsed: true,
        components: { RowLabel: '/src/admin/texts/word-row-label.tsx#WordRowLabel' },
      },
      fields: [
        {
          type: 'row',
          fields: [
            {
              name: 'word',
              type: 'text',
              label: '用语',
              required: true,
              maxLength: 30,
              admin: { width: '34%' },
            },
            {
              name: 'instead',
              type: 'text',
              label: '改为',
              maxLength: 30,
              admin: { width: '33%', description: '能直接替换时填写，可留空。' },
            },
            {
              name: 'except',
              type: 'text',
              label: '不提示的说法',
              admin: { width: '33%', description: '包含该用语的固定说法，用顿号隔开。' },
            },
          ],
        },
        { name: 'why', type: 'text', label: '理由与依据', required: true, maxLength: 300 },
      ],
    },
    { name: 'asRead', type: 'text', virtual: true, admin: { hidden: true } },
  ],
}
