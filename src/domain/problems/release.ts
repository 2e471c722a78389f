/** What may be wrong with a release and with the outputs it waits for. */
import type { StorageFault } from '../storage-fault.ts'
import { faults, type Sentences } from './sentences.ts'

export type ReleaseProblem =
  | {
      readonly kind: 'variants-missing'
      readonly name: string
      readonly channel: string
      readonly labels: readonly string[]
    }
  /** The person's campaign does without it. */
  | { readonly kind: 'channel-unused'; readonly channel: string; readonly year: number }
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
  /** Nothing to correct; `hasDraft`: newer words are not published yet. */
  | {
      readonly kind: 'release-same'
      readonly name: string
      readonly channel: string
      readonly version: number
      readonly hasDraft: boolean
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
  /** Of what was being made: it is made again by itself. */
  | { readonly kind: 'output-unsaved'; readonly what: string; readonly fault: StorageFault }
  /** Of what was being made, names of files as they were handed in: made by itself once they are back. */
  | { readonly kind: 'original-missing'; readonly what: string; readonly fileNames: readonly string[] }
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

export const releaseSentences = {
  'variants-missing': ({ name, channel, labels }) =>
    `${name}在“${channel}”还缺：${labels.join('、')}；请等待成品生成，或按提示补交材料后再安排发布。`,
  'channel-unused': ({ channel, year }) =>
    `${year} 年的活动不用“${channel}”，不能安排发布；要用它，请终审或管理员在活动里把它从“不用的渠道”中去掉。`,
  'window-invalid': ({ from, until }) =>
    `发布时段不正确：开始为 ${from}，结束为 ${until}，结束必须晚于开始，请更正。`,
  'release-exists': ({ name, channel }) =>
    `${name}在“${channel}”已有发布，如内容有变请打开那项发布并点“更正”。`,
  'release-moved': ({ name, channel, found, seen }) =>
    `${name}在“${channel}”已发布到第 ${found} 版，您看到的是第 ${seen} 版，请刷新页面，看过后再决定是否更正。`,
  'release-same': ({ name, channel, version, hasDraft }) =>
    `${name}在“${channel}”已定稿的文字和成品与第 ${version} 版没有不同，不必更正${hasDraft ? '；有尚未定稿的修改，不包含在内，要用新文字请先在人选页点“定稿”，再来更正' : '；如要修改，请先在人选页改好并点“定稿”'}。`,
  'screen-size': ({ width, height, minSide, maxSide, maxPixels, maxRatio }) =>
    `屏幕尺寸 ${width}×${height} 像素无法制作：宽、高应为 ${minSide} 至 ${maxSide} 的整数，总计不超过 ${maxPixels / 10_000} 万像素，长边不超过短边的 ${maxRatio} 倍，请按屏幕实际接收的画面尺寸更正。`,
  'render-failed': ({ what, reason }) => `“${what}”生成失败：${reason}；可点“重试”，仍不成功请更换原始文件。`,
  'output-unsaved': ({ what, fault }) =>
    `“${what}”暂未生成：${faults[fault]}，请联系管理员处理；恢复后系统会自动重做，不必重新提交。`,
  'original-missing': ({ what, fileNames }) =>
    `“${what}”没有生成：原始文件${fileNames.map((name) => `“${name}”`).join('、')}在服务器上找不到了；请管理员从备份恢复存储文件夹里的 originals，或由编辑在人选页再上传一次同一个文件，之后系统会自动重做。`,
  'limit-broken': ({ what, expected, found }) =>
    `“${what}”不合渠道的要求：${expected}，现为 ${found}；请更换原始材料，或事先与渠道商定。`,
  'output-off-spec': ({ what, expected, found }) =>
    `“${what}”生成后未通过复核：应为 ${expected}，实际为 ${found}；请点“重试”，仍不成功请联系管理员。`,
} satisfies Sentences<ReleaseProblem>
