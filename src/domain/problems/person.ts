/** What may be wrong with a person: the words, the consent, and what is still to be handed in. */
import type { Sentences } from './sentences.ts'

export type PersonProblem =
  | { readonly kind: 'character-uncovered'; readonly field: string; readonly characters: readonly string[] }
  /** The words would be too small to read on an output of so many pixels. */
  | { readonly kind: 'words-unfit'; readonly field: string; readonly width: number; readonly height: number }
  | { readonly kind: 'text-too-short'; readonly field: string; readonly found: number; readonly min: number }
  | { readonly kind: 'text-too-long'; readonly field: string; readonly found: number; readonly max: number }
  | { readonly kind: 'field-missing'; readonly field: string }
  | {
      readonly kind: 'value-invalid'
      readonly field: string
      readonly found: string
      readonly expected: string
    }
  | { readonly kind: 'text-node-unknown'; readonly field: string; readonly node: string }
  /** `what` is the kind of record, `reason` which field of it holds what. */
  | {
      readonly kind: 'record-unreadable'
      readonly what: string
      readonly name: string
      readonly reason: string
    }
  | { readonly kind: 'material-missing'; readonly name: string; readonly what: string }
  | {
      readonly kind: 'material-count'
      readonly name: string
      readonly what: string
      readonly found: number
      readonly min: number
      readonly max: number
    }
  | { readonly kind: 'consent-missing'; readonly name: string }
  /** `on` is the day in China, YYYY-MM-DD. */
  | { readonly kind: 'consent-withdrawn'; readonly name: string; readonly on: string }
  /** `declarations` as the form words them. */
  | { readonly kind: 'eligibility-open'; readonly name: string; readonly declarations: readonly string[] }
  | { readonly kind: 'honoree-draft'; readonly name: string }

export const personSentences = {
  'character-uncovered': ({ field, characters }) =>
    `“${field}”中的“${characters.join('、')}”在现有字库里没有字形，海报上会显示成方框，请核对用字，或联系管理员补充字库。`,
  'words-unfit': ({ width, height, field }) =>
    `海报 ${width}×${height} 上放不下“${field}”，缩到放得下就看不清了，请改用简称，或换用更大的屏幕尺寸。`,
  'text-too-short': ({ field, found, min }) => `“${field}”只有 ${found} 字，至少需要 ${min} 字，请补充。`,
  'text-too-long': ({ field, found, max }) => `“${field}”有 ${found} 字，不能超过 ${max} 字，请精简。`,
  'field-missing': ({ field }) => `缺少“${field}”，请填写。`,
  'value-invalid': ({ field, found, expected }) =>
    `“${field}”填的是“${found}”，应为${expected}，请更正后再保存。`,
  'text-node-unknown': ({ field, node }) =>
    `“${field}”里有不能用于供稿的内容（${node}），只能用段落、小标题、引语和列表，请删去后再保存。`,
  'record-unreadable': ({ what, name, reason }) =>
    `${what}“${name}”的记录无法读取：${reason}；请打开它更正后重新保存，或恢复较早的版本。其余记录不受影响。`,
  'material-missing': ({ name, what }) => `${name}缺少${what}，请补交。`,
  'material-count': ({ name, what, found, min, max }) =>
    `${name}的${what}有 ${found} 份，应为 ${min} 至 ${max} 份，请${found < min ? '补交' : '精选后删去多余的'}。`,
  'consent-missing': ({ name }) =>
    `${name}尚未登记本人对公开展示的单独同意，请先取得书面同意并登记日期，再安排发布。`,
  'consent-withdrawn': ({ name, on }) =>
    `${name}对公开展示的同意已于 ${on} 撤回，不能安排发布；须重新取得书面同意，并在“同意与声明”里登记新的同意日期。`,
  'eligibility-open': ({ name, declarations }) =>
    `${name}的资格与保密声明还有 ${declarations.length} 项未勾选：${declarations.map((one) => `「${one}」`).join('')}，请核对后在“同意与声明”里逐项勾选。`,
  'honoree-draft': ({ name }) => `${name}的资料还是草稿，请点“定稿”后再安排发布。`,
} satisfies Sentences<PersonProblem>
