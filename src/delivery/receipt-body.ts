/** Reads what partners report: the shape of a claim, before anything is believed of it. */
import { type Claim, receiptKinds } from '../domain/receipt.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { Refusal } from './problem-response.ts'

const noteMax = 500
const members = ['id', 'kind', 'releaseId', 'packVersion', 'screen', 'at', 'note']

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '空')
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/** Refuses with every fault at once. */
export function claimFrom(body: unknown): Result<Claim, Refusal> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse({ kind: 'body-invalid', errors: [`一条回执是“${shown(body)}”，应为一个 JSON 对象`] })
  const errors: string[] = []
  const given = new Map<string, unknown>(Object.entries(body))
  const text = (name: string, pattern: RegExp, expected: string): string | null => {
    const value = given.get(name) ?? null
    if (value === null) return null
    if (typeof value === 'string' && pattern.test(value)) return value
    errors.push(`“${name}”是“${shown(value)}”，应为${expected}`)
    return null
  }
  const unknown = [...given.keys()].filter((name) => !members.includes(name))
  if (unknown.length > 0)
    errors.push(`有无法识别的字段“${shown(unknown.join('、'))}”，应只有 ${members.join('、')}`)
  const kind = receiptKinds.find((one) => one === given.get('kind')) ?? null
  if (!kind) errors.push(`“kind”是“${shown(given.get('kind'))}”，应为 ${receiptKinds.join('、')} 之一`)
  const clientId = text('id', /^[\x21-\x7e]{1,100}$/, '1 至 100 个可见 ASCII 字符')
  const releaseId = text('releaseId', /^[\x21-\x7e]{1,100}$/, '发布编号')
  const packVersion = text('packVersion', /^[0-9a-f]{40}$/, '海报包清单里的 version（40 位十六进制）')
  const screen = text('screen', /^[\x21-\x7e]{1,100}$/, '屏幕代号')
  const note = text('note', new RegExp(`^[^]{0,${noteMax}}$`), `不超过 ${noteMax} 字的文字`) ?? ''
  if ((given.get('releaseId') ?? null) === null && (given.get('packVersion') ?? null) === null)
    errors.push('没有“releaseId”，也没有“packVersion”，应至少填写一个')
  if (packVersion !== null && (given.get('screen') ?? null) === null)
    errors.push('有“packVersion”而没有“screen”，应同时填写')
  const at = new Date(
    text(
      'at',
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/,
      '带时区的时间，如 2026-11-23T06:00:00+08:00',
    ) ?? Number.NaN,
  )
  if ((given.get('at') ?? null) === null) errors.push('没有“at”，应为事实发生的时间')
  else if (Number.isNaN(at.getTime()) && !errors.some((error) => error.startsWith('“at”')))
    errors.push(`“at”是“${shown(given.get('at'))}”，应为有效的时间`)

  if (errors.length > 0 || !kind) return refuse({ kind: 'body-invalid', errors })
  return ok({ clientId, kind, releaseId, packVersion, screen, at, note })
}

/** Null when longer than allowed; nothing beyond the limit is kept. */
export async function bodyText(request: Request, maxBytes: number): Promise<string | null> {
  const reader = request.body?.getReader()
  if (!reader) return ''
  const parts: Uint8Array[] = []
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length
    if (size > maxBytes) {
      await reader.cancel()
      return null
    }
    parts.push(next.value)
  }
  return Buffer.concat(parts).toString('utf8')
}
