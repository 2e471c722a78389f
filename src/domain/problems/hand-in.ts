/** What may be wrong with a hand-in: its archive, folders, documents and the table of its people. */
import { megabytes, type Sentences, seconds } from './sentences.ts'

export type HandInProblem =
  | { readonly kind: 'archive-path'; readonly file: string; readonly entry: string }
  | {
      readonly kind: 'archive-bomb'
      readonly file: string
      readonly bytes: number
      readonly maxBytes: number
    }
  | { readonly kind: 'archive-encrypted'; readonly file: string }
  /** One part, or all parts together, unpacked. */
  | {
      readonly kind: 'document-heavy'
      readonly file: string
      readonly bytes: number
      readonly maxBytes: number
    }
  /** Reading it took more than a process may have. */
  | {
      readonly kind: 'document-costly'
      readonly file: string
      readonly maxBytes: number
      readonly maxMs: number
    }
  | {
      readonly kind: 'table-too-large'
      readonly file: string
      readonly rows: number
      readonly columns: number
      readonly maxRows: number
      readonly maxColumns: number
    }
  | { readonly kind: 'folder-empty'; readonly folder: string }
  | { readonly kind: 'folder-missing'; readonly folder: string }
  | {
      readonly kind: 'column-unknown'
      readonly file: string
      readonly column: string
      readonly known: readonly string[]
    }
  | { readonly kind: 'column-missing'; readonly file: string; readonly column: string }
  | {
      readonly kind: 'cell-invalid'
      readonly file: string
      readonly row: number
      readonly column: string
      readonly found: string
      readonly expected: string
    }
  /** `isChoiceless`: there is nobody yet whose it could be said to be. */
  | { readonly kind: 'file-nobodys'; readonly file: string; readonly isChoiceless?: boolean }
  /** Said to be somebody's who is neither recorded nor in the hand-in. */
  | { readonly kind: 'person-unlisted'; readonly file: string; readonly unit: string; readonly name: string }
  /** Refused once; `by` was taken in its place. */
  | { readonly kind: 'file-replaced'; readonly file: string; readonly by: string }
  | { readonly kind: 'honoree-unknown'; readonly file: string; readonly name: string }
  /** `found` is null when the expected words stand nowhere in the file. */
  | {
      readonly kind: 'words-disagree'
      readonly file: string
      readonly field: string
      readonly found: string | null
      readonly expected: string
    }
  /** Deeds that may be somebody else's. */
  | { readonly kind: 'name-absent'; readonly file: string; readonly name: string }
  /** `until` and `at` as staff read them. */
  | { readonly kind: 'submission-late'; readonly until: string; readonly at: string }
  /** `until` as staff read it. */
  | { readonly kind: 'link-late'; readonly unit: string; readonly until: string }
  | { readonly kind: 'link-revoked'; readonly unit: string }
  | { readonly kind: 'person-in-trash'; readonly name: string; readonly unit: string }
  /** `max` is missing where it was recorded when one was the only number. */
  | {
      readonly kind: 'unit-has-several'
      readonly unit: string
      readonly names: readonly string[]
      readonly max?: number
    }
  | { readonly kind: 'quota-over'; readonly what: string; readonly found: number; readonly max: number }
  /** Being removed, or removed. */
  | { readonly kind: 'campaign-gone' }
  /** `other` were recorded before, `max` as above. */
  | {
      readonly kind: 'unit-has-another'
      readonly unit: string
      readonly name: string
      readonly other: string
      readonly max?: number
    }

const manyOf = (max: number): string => (max === 1 ? '一人' : ` ${max} 人`)

export const handInSentences = {
  'archive-path': ({ file, entry }) =>
    `压缩包“${file}”里有不安全的路径“${entry}”，整个压缩包未被打开，请用系统自带的压缩功能重新打包。`,
  'archive-bomb': ({ file, bytes, maxBytes }) =>
    `压缩包“${file}”解开后达 ${megabytes(bytes)}，上限为 ${megabytes(maxBytes)}，请分成几个压缩包提交。`,
  'archive-encrypted': ({ file }) => `压缩包“${file}”设了密码，无法打开，请去掉密码重新打包。`,
  'document-heavy': ({ file, bytes, maxBytes }) =>
    `文档“${file}”解开后达 ${megabytes(bytes)}，上限为 ${megabytes(maxBytes)}，未被打开，请删去多余内容、另存为新文件后再提交。`,
  'document-costly': ({ file, maxBytes, maxMs }) =>
    `读取文档“${file}”需要的内存超过 ${megabytes(maxBytes)} 或时间超过 ${seconds(maxMs)}，远超一般申报材料，已停止读取，请把文字复制到新文件中另存后再提交。`,
  'table-too-large': ({ file, rows, columns, maxRows, maxColumns }) =>
    `表格“${file}”用到了第 ${rows} 行、第 ${columns} 列，最多读取 ${maxRows} 行、${maxColumns} 列，未被打开，请把有内容的部分复制到新表格中另存后再提交。`,
  'folder-empty': ({ folder }) => `文件夹“${folder}”是空的，没有可导入的材料，请放入申报材料后再试。`,
  'folder-missing': ({ folder }) => `找不到文件夹或压缩包“${folder}”，请检查路径是否写对。`,
  'column-unknown': ({ file, column, known }) =>
    `表格“${file}”中有无法识别的列“${column}”，可用的列是：${known.join('、')}；请改正列名或删去该列。`,
  'column-missing': ({ file, column }) => `表格“${file}”缺少“${column}”一列，请补上后再提交。`,
  'cell-invalid': ({ file, row, column, found, expected }) =>
    `表格“${file}”第 ${row} 行“${column}”填的是“${found}”，应为${expected}，请更正。`,
  'file-nobodys': ({ file, isChoiceless = false }) =>
    `看不出文件“${file}”是哪位人选的：${
      isChoiceless
        ? '本活动还没有人选，请放进“推荐单位_姓名”文件夹重新提交，或先新建人选，再回到这里选定'
        : '请在这里选定人选，或放进“推荐单位_姓名”文件夹重新提交'
    }。`,
  'person-unlisted': ({ file, unit, name }) =>
    `本活动和这次收件里都没有人选“${name}”${unit && `（${unit}）`}，“${file}”没有改动。请刷新页面，从列表中选定一位；列表里没有的，请先新建人选。`,
  'file-replaced': ({ file, by }) => `退回的“${file}”已由“${by}”替换。`,
  'honoree-unknown': ({ file, name }) =>
    `文件“${file}”对应的“${name}”不在汇总表里，请在汇总表中补上此人，或更正文件夹名。`,
  'words-disagree': ({ found, file, field, expected }) =>
    found === null
      ? `“${file}”里找不到填报的${field}“${expected}”，两处应当一致，请核对后更正。`
      : `“${file}”里的${field}是“${found}”，与填报的“${expected}”不一致，请核对后更正。`,
  'name-absent': ({ file, name }) => `“${file}”全文没有出现“${name}”，请核对是不是${name}的材料。`,
  'submission-late': ({ until, at }) =>
    `材料报送已于 ${until} 截止，现在是 ${at}，逾期的材料未被接收；确需补报的，请审核、终审或管理员在收件页该单位的交件链接处点“延长”；全部单位都要补报的，请管理员在活动里延长截止时间。`,
  'link-late': ({ unit, until }) =>
    `“${unit}”的材料应在 ${until} 前提交，现已截止；确需补交，请联系活动主办方，由其说明原因后重新开放本链接。`,
  'link-revoked': ({ unit }) => `“${unit}”的交件链接已作废，请向活动主办方索取新的链接。`,
  'person-in-trash': ({ name, unit }) =>
    `人选“${name}”（${unit}）此前已移入回收站，材料没有收下：仍要参选的，请工作人员先到人选的回收站恢复，再收材料；确不参选的，请把这些材料移出收件。`,
  'unit-has-several': ({ unit, names, max = 1 }) => {
    const many = manyOf(max)
    return `推荐单位“${unit}”报了 ${names.length} 人（${names.join('、')}），每个单位限报${many}，请只保留${many}。`
  },
  'quota-over': ({ what, found, max }) =>
    `${what}现有 ${found} 人，名额是 ${max} 人，请核定去留；通知的名额有变的，请终审或管理员在活动里改。`,
  'campaign-gone': () =>
    '这次收件所属的活动正在删除，什么都没有收下；真实的材料请换到另一项活动重新提交，或联系管理员。',
  'unit-has-another': ({ unit, name, other, max = 1 }) =>
    `推荐单位“${unit}”已推荐“${other}”，每个单位限报${manyOf(max)}，不能再登记“${name}”：改报的，请先把${max === 1 ? `“${other}”` : '其中一位'}移入回收站；单位有误的，请更正推荐单位。`,
} satisfies Sentences<HandInProblem>
