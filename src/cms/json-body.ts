/** The body of a request to an endpoint of ours: an object of bounded size, or a refusal in a sentence. */
import type { PayloadRequest } from 'payload'
import { Refused } from './refusal.ts'

/** In characters; ten times a person with the longest deeds there are. */
const longestBody = 400_000

export async function jsonBodyOf(req: PayloadRequest): Promise<Readonly<Record<string, unknown>>> {
  const text = (await req.text?.()) ?? ''
  if (text.length > longestBody) throw new Refused('提交的文字太长，请分几次提交。', 413)
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return body as Readonly<Record<string, unknown>>
  } catch {
    // Said below.
  }
  throw new Refused('提交的内容无法识别，请刷新页面后再试。')
}
