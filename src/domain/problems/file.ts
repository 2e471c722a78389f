/** What may be wrong with one file: a photograph, a film or its bytes in the store. */
import type { StorageFault } from '../storage-fault.ts'
import { faults, megabytes, type Sentences, seconds } from './sentences.ts'

export type FileProblem =
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
  /** Nothing says what this photograph of `name` is. */
  | { readonly kind: 'photo-name'; readonly file: string; readonly name: string }
  /** It will be taken as a work photo, as nothing else has its shape. */
  | { readonly kind: 'photo-by-shape'; readonly file: string }
  | { readonly kind: 'file-unknown'; readonly file: string; readonly expected: string }
  | { readonly kind: 'file-duplicate'; readonly file: string; readonly other: string }
  /** `name` is whose; empty where nobody is named. */
  | { readonly kind: 'file-in-trash'; readonly file: string; readonly other: string; readonly name: string }
  | { readonly kind: 'original-differs'; readonly file: string }
  /** Of what came in; null where it is no file. */
  | { readonly kind: 'storage-failed'; readonly file: string | null; readonly fault: StorageFault }
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
  /** Pixels of a hand's crop, and the least an output that has to be made needs of it. */
  | {
      readonly kind: 'crop-too-small'
      readonly file: string
      readonly width: number
      readonly height: number
      readonly minWidth: number
      readonly minHeight: number
    }
  /** Seconds; `found` is null for what is no number. */
  | {
      readonly kind: 'cover-beyond-film'
      readonly file: string
      readonly found: number | null
      readonly latest: number
    }
  | { readonly kind: 'cover-of-no-film'; readonly file: string }
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

export const fileSentences = {
  'file-empty': ({ file }) => `文件“${file}”是空的（0 字节），请重新导出后再提交。`,
  'file-broken': ({ what, file }) =>
    `${what}“${file}”已损坏或不完整，无法完整读取，请从原设备重新拷贝或导出后再提交。`,
  'file-type': ({ file, found, expected }) =>
    `文件“${file}”的实际内容是 ${found}，应为 ${expected}，请另存为正确格式后再提交（只改扩展名无效）。`,
  'file-too-large': ({ file, bytes, maxBytes }) =>
    `文件“${file}”有 ${megabytes(bytes)}，上限为 ${megabytes(maxBytes)}，请压缩后再提交。`,
  'file-too-small': ({ file, bytes, minBytes }) =>
    `文件“${file}”只有 ${megabytes(bytes)}，不应小于 ${megabytes(minBytes)}，请提交相机原图，不要使用聊天软件转发的压缩图。`,
  'file-name': ({ file, expected }) => `文件名“${file}”不符合要求，应为${expected}，请改名后再提交。`,
  'photo-name': ({ file, name }) =>
    `文件名“${file}”不符合要求，应为“${name}1.jpg”这样的“姓名+序号”，请选定它的用途，或改名后再提交。`,
  'photo-by-shape': ({ file }) => `“${file}”将作为生活工作照收下，不是的，请改选它的用途。`,
  'file-unknown': ({ file, expected }) =>
    `文件“${file}”不属于任何一类申报材料，可接收的是：${expected}；请改名、放到正确位置或移走。`,
  'file-duplicate': ({ file, other }) =>
    `文件“${file}”与“${other}”内容完全相同，请换成另一张照片或删去其中一个。`,
  'file-in-trash': ({ file, other, name }) =>
    `文件“${file}”此前已作为“${other}”提交，现在${name === '' ? '' : `${name}的`}素材回收站里，请到回收站恢复它；确要重新提交的，请先在回收站里彻底删除。`,
  'original-differs': ({ file }) =>
    `文件“${file}”没有被接收：写入原件库后读出的内容与提交的不一致，库里原有的内容未被改动，请联系管理员检查存储后再提交。`,
  'storage-failed': ({ file, fault }) =>
    `${file === null ? '内容' : `文件“${file}”`}没有保存：${faults[fault]}，请${fault === 'busy' ? '稍后' : '联系管理员处理后'}再提交，内容不必改动。`,
  'rule-waived': ({ file, by, reason }) =>
    `文件“${file}”经批准放宽规定后接收（${by}：${reason}），使用前请留意其质量。`,
  'pixels-too-many': ({ file, width, height, maxPixels }) =>
    `照片“${file}”声明的尺寸为 ${width}×${height} 像素，超过 ${Math.round(maxPixels / 1_000_000)} 百万像素的上限，为安全起见不予打开，请缩小后再提交。`,
  'pixels-too-few': ({ file, width, height, minWidth, minHeight }) =>
    `“${file}”只有 ${width}×${height} 像素，至少需要 ${minWidth}×${minHeight}，请提交更大的原图。`,
  'crop-too-small': ({ file, width, height, minWidth, minHeight }) =>
    `“${file}”的裁切框只有 ${width}×${height} 像素，要做的成品至少需要 ${minWidth}×${minHeight}，请把裁切框放大后再保存。`,
  'cover-beyond-film': ({ file, found, latest }) =>
    `“${file}”的封面画面${found === null ? '不是秒数' : `填的是第 ${found} 秒`}，应在 0 至 ${latest} 秒之间，请改正，或留空由系统自动选取。`,
  'cover-of-no-film': ({ file }) => `“${file}”不是视频，没有封面画面可选，请把“封面画面（秒）”留空。`,
  'film-too-long': ({ file, durationMs, maxMs }) =>
    `视频“${file}”长 ${seconds(durationMs)}，不得超过 ${seconds(maxMs)}，请剪短后再提交。`,
  'film-size': ({ file, width, height }) =>
    `视频“${file}”的画面为 ${width}×${height}，应为 1920×1080（横屏）或 1080×1920（竖屏），请按此尺寸重新导出。`,
  'film-silent': ({ file }) => `视频“${file}”没有声音，如非有意，请补上现场声或解说后再提交。`,
  'id-photo-shape': ({ file, width, height }) =>
    `证件照“${file}”为 ${width}×${height} 像素，宽高比不合小2寸（35×45 毫米，如 413×531 像素），请重新裁剪后再提交。`,
} satisfies Sentences<FileProblem>
