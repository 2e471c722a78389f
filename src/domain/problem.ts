/**
 * Every planned refusal, by literal kind with its facts. `sentence` turns one into the Chinese sentence users read:
 * it names the file or field, says what was found, what is expected and what to do.
 */

import type { StorageFault } from './storage-fault.ts'

export type Problem =
  // files
  | { readonly kind: 'file-empty'; readonly file: string }
  | {
      readonly kind: 'file-broken'
      readonly file: string
      readonly what: '照片' | '视频' | '文档' | '压缩包'
    }
  | { readonly kind: 'file-type'; readonly file: string; readonly found: string; readonly expected: string }
  | {
      readonly kind: 'file-too-large'
      readonly file: string
      readonly bytes: number
      readonly maxBytes: number
    }
  | {
      readonly kind: 'file-too-small'
      readonly file: string
      readonly bytes: number
      readonly minBytes: number
    }
  | { readonly kind: 'file-name'; readonly file: string; readonly expected: string }
  | { readonly kind: 'file-unknown'; readonly file: string; readonly expected: string }
  | { readonly kind: 'file-duplicate'; readonly file: string; readonly other: string }
  | { readonly kind: 'file-in-trash'; readonly file: string; readonly other: string }
  | { readonly kind: 'original-differs'; readonly file: string }
  | { readonly kind: 'rule-waived'; readonly file: string; readonly by: string; readonly reason: string }
  | {
      readonly kind: 'pixels-too-many'
      readonly file: string
      readonly width: number
      readonly height: number
      readonly maxPixels: number
    }
  | {
      readonly kind: 'pixels-too-few'
      readonly file: string
      readonly width: number
      readonly height: number
      readonly minWidth: number
      readonly minHeight: number
    }
  | {
      readonly kind: 'film-too-long'
      readonly file: string
      readonly durationMs: number
      readonly maxMs: number
    }
  | { readonly kind: 'film-size'; readonly file: string; readonly width: number; readonly height: number }
  | { readonly kind: 'film-silent'; readonly file: string }
  | {
      readonly kind: 'id-photo-shape'
      readonly file: string
      readonly width: number
      readonly height: number
    }
  // archives, folders and tables
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
  | { readonly kind: 'honoree-unknown'; readonly file: string; readonly name: string }
  /** `found` is null when the expected words stand nowhere in the file. */
  | {
      readonly kind: 'words-disagree'
      readonly file: string
      readonly field: string
      readonly found: string | null
      readonly expected: string
    }
  /** `until` and `at` as staff read them. */
  | { readonly kind: 'submission-late'; readonly until: string; readonly at: string }
  | { readonly kind: 'unit-has-several'; readonly unit: string; readonly names: readonly string[] }
  // words
  | { readonly kind: 'character-uncovered'; readonly field: string; readonly characters: readonly string[] }
  /** The words would be too small to read on an output of so many pixels. */
  | { readonly kind: 'words-unfit'; readonly field: string; readonly width: number; readonly height: number }
  | { readonly kind: 'text-too-short'; readonly field: string; readonly found: number; readonly min: number }
  | { readonly kind: 'text-too-long'; readonly field: string; readonly found: number; readonly max: number }
  | { readonly kind: 'field-missing'; readonly field: string }
  // materials and releases
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
  | { readonly kind: 'honoree-draft'; readonly name: string }
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
  | {
      readonly kind: 'variants-missing'
      readonly name: string
      readonly channel: string
      readonly labels: readonly string[]
    }
  | { readonly kind: 'window-invalid'; readonly from: string; readonly until: string }
  | { readonly kind: 'release-exists'; readonly name: string; readonly channel: string }
  /** `seen` and `found` are versions. */
  | {
      readonly kind: 'release-moved'
      readonly name: string
      readonly channel: string
      readonly seen: number
      readonly found: number
    }
  | {
      readonly kind: 'screen-size'
      readonly width: number
      readonly height: number
      readonly minSide: number
      readonly maxSide: number
      readonly maxPixels: number
      /** Long to short side. */
      readonly maxRatio: number
    }
  | { readonly kind: 'render-failed'; readonly what: string; readonly reason: string }
  /** Of what came in; null where it is no file. */
  | { readonly kind: 'storage-failed'; readonly file: string | null; readonly fault: StorageFault }
  /** Of what was being made: it is made again by itself. */
  | { readonly kind: 'output-unsaved'; readonly what: string; readonly fault: StorageFault }
  /** What the channel asks and what was made, both with figure and unit. */
  | {
      readonly kind: 'limit-broken'
      readonly what: string
      readonly expected: string
      readonly found: string
    }
  | {
      readonly kind: 'output-off-spec'
      readonly what: string
      readonly expected: string
      readonly found: string
    }

const faults: Readonly<Record<StorageFault, string>> = {
  full: '服务器的存储空间已满',
  broken: '服务器的磁盘读写出错',
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 2 : 1)} MB`

const seconds = (ms: number): string => {
  const total = Math.round(ms / 100) / 10
  const minutes = Math.floor(total / 60)
  return minutes > 0 ? `${minutes} 分 ${Number((total - minutes * 60).toFixed(1))} 秒` : `${total} 秒`
}

/** One Chinese sentence, complete in itself; never contains a path outside the given folder, a stack or an id. */
export function sentence(problem: Problem): string {
  switch (problem.kind) {
    case 'file-empty':
      return `文件“${problem.file}”是空的（0 字节），请重新导出后再提交。`
    case 'file-broken':
      return `${problem.what}“${problem.file}”已损坏或不完整，无法完整读取，请从原设备重新拷贝或导出后再提交。`
    case 'file-type':
      return `文件“${problem.file}”的实际内容是 ${problem.found}，应为 ${problem.expected}，请另存为正确格式后再提交（只改扩展名无效）。`
    case 'file-too-large':
      return `文件“${problem.file}”有 ${megabytes(problem.bytes)}，上限为 ${megabytes(problem.maxBytes)}，请压缩后再提交。`
    case 'file-too-small':
      return `文件“${problem.file}”只有 ${megabytes(problem.bytes)}，不应小于 ${megabytes(problem.minBytes)}，请提交相机原图，不要使用聊天软件转发的压缩图。`
    case 'file-name':
      return `文件名“${problem.file}”不符合要求，应为${problem.expected}，请改名后再提交。`
    case 'file-unknown':
      return `文件“${problem.file}”不属于任何一类申报材料，可接收的是：${problem.expected}；请改名、放到正确位置或移走。`
    case 'file-duplicate':
      return `文件“${problem.file}”与“${problem.other}”内容完全相同，请换成另一张照片或删去其中一个。`
    case 'rule-waived':
      return `文件“${problem.file}”经批准放宽规定后接收（${problem.by}：${problem.reason}），使用前请留意其质量。`
    case 'original-differs':
      return `文件“${problem.file}”没有被接收：写入原件库后读出的内容与提交的不一致，库里原有的内容未被改动，请联系管理员检查存储后再提交。`
    case 'file-in-trash':
      return `文件“${problem.file}”此前已作为“${problem.other}”上传，现在素材的回收站里，请到回收站恢复它，不必重新上传。`
    case 'pixels-too-many':
      return `照片“${problem.file}”声明的尺寸为 ${problem.width}×${problem.height} 像素，超过 ${Math.round(problem.maxPixels / 1_000_000)} 百万像素的上限，为安全起见不予打开，请缩小后再提交。`
    case 'pixels-too-few':
      return `“${problem.file}”只有 ${problem.width}×${problem.height} 像素，至少需要 ${problem.minWidth}×${problem.minHeight}，请提交更大的原图。`
    case 'film-too-long':
      return `视频“${problem.file}”长 ${seconds(problem.durationMs)}，不得超过 ${seconds(problem.maxMs)}，请剪短后再提交。`
    case 'film-size':
      return `视频“${problem.file}”的画面为 ${problem.width}×${problem.height}，应为 1920×1080（横屏）或 1080×1920（竖屏），请按此尺寸重新导出。`
    case 'film-silent':
      return `视频“${problem.file}”没有声音，如非有意，请补上现场声或解说后再提交。`
    case 'id-photo-shape':
      return `证件照“${problem.file}”为 ${problem.width}×${problem.height} 像素，宽高比不合小2寸（35×45 毫米，如 413×531 像素），请重新裁剪后再提交。`
    case 'archive-path':
      return `压缩包“${problem.file}”里有不安全的路径“${problem.entry}”，整个压缩包未被打开，请用系统自带的压缩功能重新打包。`
    case 'archive-bomb':
      return `压缩包“${problem.file}”解开后达 ${megabytes(problem.bytes)}，上限为 ${megabytes(problem.maxBytes)}，请分成几个压缩包提交。`
    case 'archive-encrypted':
      return `压缩包“${problem.file}”设了密码，无法打开，请去掉密码重新打包。`
    case 'document-heavy':
      return `文档“${problem.file}”解开后达 ${megabytes(problem.bytes)}，上限为 ${megabytes(problem.maxBytes)}，未被打开，请删去多余内容、另存为新文件后再提交。`
    case 'document-costly':
      return `读取文档“${problem.file}”需要的内存超过 ${megabytes(problem.maxBytes)} 或时间超过 ${seconds(problem.maxMs)}，远超一般申报材料，已停止读取，请把文字复制到新文件中另存后再提交。`
    case 'table-too-large':
      return `表格“${problem.file}”用到了第 ${problem.rows} 行、第 ${problem.columns} 列，最多读取 ${problem.maxRows} 行、${problem.maxColumns} 列，未被打开，请把有内容的部分复制到新表格中另存后再提交。`
    case 'folder-empty':
      return `文件夹“${problem.folder}”是空的，没有可导入的材料，请放入申报材料后再试。`
    case 'folder-missing':
      return `找不到文件夹或压缩包“${problem.folder}”，请检查路径是否写对。`
    case 'column-unknown':
      return `表格“${problem.file}”中有无法识别的列“${problem.column}”，可用的列是：${problem.known.join('、')}；请改正列名或删去该列。`
    case 'column-missing':
      return `表格“${problem.file}”缺少“${problem.column}”一列，请补上后再提交。`
    case 'cell-invalid':
      return `表格“${problem.file}”第 ${problem.row} 行“${problem.column}”填的是“${problem.found}”，应为${problem.expected}，请更正。`
    case 'honoree-unknown':
      return `文件“${problem.file}”对应的“${problem.name}”不在汇总表里，请在汇总表中补上此人，或更正文件夹名。`
    case 'words-disagree':
      return problem.found === null
        ? `“${problem.file}”里找不到汇总表所填的${problem.field}“${problem.expected}”，两处应当一致，请核对后更正。`
        : `“${problem.file}”里的${problem.field}是“${problem.found}”，与汇总表中的“${problem.expected}”不一致，请核对后更正。`
    case 'submission-late':
      return `材料报送已于 ${problem.until} 截止，现在是 ${problem.at}，逾期的材料未被接收；确需补报的，请管理员先在活动里延长截止时间。`
    case 'unit-has-several':
      return `推荐单位“${problem.unit}”报了 ${problem.names.length} 人（${problem.names.join('、')}），每个单位限报一人，请只保留一人。`
    case 'character-uncovered':
      return `“${problem.field}”中的“${problem.characters.join('、')}”在现有字库里没有字形，海报上会显示成方框，请核对用字，或联系管理员补充字库。`
    case 'words-unfit':
      return `海报 ${problem.width}×${problem.height} 上放不下“${problem.field}”，缩到放得下就看不清了，请改用简称，或换用更大的屏幕尺寸。`
    case 'text-too-short':
      return `“${problem.field}”只有 ${problem.found} 字，至少需要 ${problem.min} 字，请补充。`
    case 'text-too-long':
      return `“${problem.field}”有 ${problem.found} 字，不能超过 ${problem.max} 字，请精简。`
    case 'field-missing':
      return `缺少“${problem.field}”，请填写。`
    case 'material-missing':
      return `${problem.name}缺少${problem.what}，请补交。`
    case 'material-count':
      return `${problem.name}的${problem.what}有 ${problem.found} 份，应为 ${problem.min} 至 ${problem.max} 份，请${problem.found < problem.min ? '补交' : '精选后删去多余的'}。`
    case 'consent-missing':
      return `${problem.name}尚未登记本人对公开展示的单独同意，请先取得书面同意并登记日期，再安排发布。`
    case 'value-invalid':
      return `“${problem.field}”填的是“${problem.found}”，应为${problem.expected}，请更正后再保存。`
    case 'text-node-unknown':
      return `“${problem.field}”里有不能用于供稿的内容（${problem.node}），只能用段落、小标题、引语和列表，请删去后再保存。`
    case 'record-unreadable':
      return `${problem.what}“${problem.name}”的记录无法读取：${problem.reason}；请打开它更正后重新保存，或恢复较早的版本。其余记录不受影响。`
    case 'honoree-draft':
      return `${problem.name}的资料还是草稿，请审定并点“发布修改”后再安排发布。`
    case 'variants-missing':
      return `${problem.name}在“${problem.channel}”还缺：${problem.labels.join('、')}；请等待成品生成，或按提示补交材料后再安排发布。`
    case 'window-invalid':
      return `发布时段不正确：开始为 ${problem.from}，结束为 ${problem.until}，结束必须晚于开始，请更正。`
    case 'release-exists':
      return `${problem.name}在“${problem.channel}”已有发布，如内容有变请打开那项发布并点“更正”。`
    case 'release-moved':
      return `${problem.name}在“${problem.channel}”已发布到第 ${problem.found} 版，您看到的是第 ${problem.seen} 版，请刷新页面，看过后再决定是否更正。`
    case 'screen-size':
      return `屏幕尺寸 ${problem.width}×${problem.height} 像素无法制作：宽、高应为 ${problem.minSide} 至 ${problem.maxSide} 的整数，总计不超过 ${problem.maxPixels / 10_000} 万像素，长边不超过短边的 ${problem.maxRatio} 倍，请按屏幕实际接收的画面尺寸更正。`
    case 'render-failed':
      return `“${problem.what}”生成失败：${problem.reason}；可点“重试”，仍不成功请更换原始文件。`
    case 'storage-failed':
      return `${problem.file === null ? '内容' : `文件“${problem.file}”`}没有保存：${faults[problem.fault]}，请联系管理员处理后再提交，内容不必改动。`
    case 'output-unsaved':
      return `“${problem.what}”暂未生成：${faults[problem.fault]}，请联系管理员处理；恢复后系统会自动重做，不必重新提交。`
    case 'limit-broken':
      return `“${problem.what}”不合渠道的要求：${problem.expected}，现为 ${problem.found}；请更换原始材料，或事先与渠道商定。`
    case 'output-off-spec':
      return `“${problem.what}”生成后未通过复核：应为 ${problem.expected}，实际为 ${problem.found}；请点“重试”，仍不成功请联系管理员。`
  }
}
