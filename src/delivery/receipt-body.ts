/** Reads what partners report: the shape of a claim, before anything is believed of it. */
import { type Claim, receiptKinds } from '../domain/receipt.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { Refusal } from './problem-response.ts'
import { instantPattern, namePattern, noteMax, packVersionPattern } from './schemas/receipt.ts'

const members = ['id', 'kind', 'releaseId', 'packVersion', 'screen', 'at', 'note']
const name = new RegExp(namePattern, 'u')
const version = new RegExp(packVersionPattern, 'u')
const instant = new RegExp(instantPattern, 'u')
const remark = new RegExp(`^[^]{0,${noteMax}}$`, 'u')

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '空')
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

type Given = ReadonlyMap<string, unknown>

/** Null when it is not there. */
function textOf(
  given: Given,
  member: string,
  pattern: RegExp,
  expected: string,
): Result<string | null, string> {
  const value = given.get(member) ?? null
  if (value === null) return ok(null)
  if (typeof value === 'string' && pattern.test(value)) return ok(value)
  return refuse(`“${member}”是“${shown(value)}”，应为${expected}`)
}

const expectedInstant = '有效的时间，带时区，如 2026-11-23T06:00:00+08:00'

function instantOf(given: Given): Result<Date, string> {
  const text = textOf(given, 'at', instant, expectedInstant)
  if (!text.ok) return text
  if (text.value === null) return refuse('没有“at”，应为事实发生的时间')
  // Of 31 February Date makes 3 March.
  const day = text.value.slice(0, 10)
  if (new Date(day).toISOString().slice(0, 10) !== day)
    return refuse(`“at”是“${shown(text.value)}”，应为${expectedInstant}`)
  return ok(new Date(text.value.toUpperCase()))
}

/** Refuses with every fault at once. */
export function claimFrom(body: unknown): Result<Claim, Refusal> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse({ kind: 'body-invalid', errors: [`一条回执是“${shown(body)}”，应为一个 JSON 对象`] })
  const errors: string[] = []
  const given: Given = new Map<string, unknown>(Object.entries(body))
  const valueIn = <T>(read: Result<T, string>): T | null => {
    if (read.ok) return read.value
    errors.push(read.problem)
    return null
  }
  const unknown = [...given.keys()].filter((member) => !members.includes(member))
  if (unknown.length > 0)
    errors.push(`有无法识别的字段“${shown(unknown.join('、'))}”，应只有 ${members.join('、')}`)
  const kind = receiptKinds.find((one) => one === given.get('kind')) ?? null
  if (!kind) errors.push(`“kind”是“${shown(given.get('kind'))}”，应为 ${receiptKinds.join('、')} 之一`)
  const clientId = valueIn(textOf(given, 'id', name, '1 至 100 个可见 ASCII 字符'))
  const releaseId = valueIn(textOf(given, 'releaseId', name, '发布编号'))
  const packVersion = valueIn(
    textOf(given, 'packVersion', version, '海报包清单里的 version（40 位十六进制）'),
  )
  const screen = valueIn(textOf(given, 'screen', name, '屏幕代号'))
  const note = valueIn(textOf(given, 'note', remark, `不超过 ${noteMax} 字的文字`)) ?? ''
  if ((given.get('releaseId') ?? null) === null && (given.get('packVersion') ?? null) === null)
    errors.push('没有“releaseId”，也没有“packVersion”，应至少填写一个')
  if (packVersion !== null && (given.get('screen') ?? null) === null)
    errors.push('有“packVersion”而没有“screen”，应同时填写')
  const at = valueIn(instantOf(given))

  if (errors.length > 0 || !kind || !at) return refuse({ kind: 'body-invalid', errors })
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
