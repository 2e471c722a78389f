/** Answers to what is asked for again and again: whoever has it already is told so, and nothing more is read or sent. */
import type { PayloadRequest } from 'payload'
import { sha256 } from '../../domain/fingerprint.ts'

/** `stamp` changes whenever the answer may; `make` is called where the asker has another. */
export async function answerAsOf(
  req: Pick<PayloadRequest, 'headers'>,
  stamp: string,
  make: () => Promise<unknown>,
): Promise<Response> {
  const etag = `"${sha256(stamp).slice(0, 32)}"`
  // The page keeps the answer and says which it has; no cache does.
  const headers = { 'Cache-Control': 'no-store', ETag: etag }
  // Proxies that compress make tags weak.
  if (req.headers.get('if-none-match')?.replace(/^W\//, '') === etag)
    return new Response(null, { status: 304, headers })
  return Response.json(await make(), { headers })
}

/** For what cannot be told from less than itself. */
export const answerIfOther = (req: Pick<PayloadRequest, 'headers'>, answer: unknown): Promise<Response> =>
  answerAsOf(req, JSON.stringify(answer), async () => answer)
