/** The body of a request to an endpoint of ours: an object of bounded size, nothing of it checked, or a refusal in a sentence. */
import type { PayloadRequest } from 'payload'
import { Refused } from './refusal.ts'

/** In characters; ten times a person with the longest deeds there are. */
const longestBody = 400_000

export type Asked = Readonly<Record<string, unknown>>

/** No body at all asks for nothing in particular. */
export async function askedOf(req: PayloadRequest): Promise<Asked> {
  const text = (await req.text?.()) ?? ''
  if (text.length > longestBody) throw new Refused('提交的文字太长，请分几次提交。', 413)
  if (text.trim() === '') return {}
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Asked
  } catch {
    // Said below.
  }
  throw new Refused('提交的内容无法识别，请刷新页面后再试。')
}
