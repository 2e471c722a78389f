import type { PayloadRequest } from 'payload'

/** What a request says, nothing of it checked; a body that is no JSON object says nothing. */
export type Asked = Readonly<Record<string, unknown>>

export async function askedOf(req: PayloadRequest): Promise<Asked> {
  const body: unknown = await req.json?.().catch(() => null)
  return typeof body === 'object' && body !== null ? (body as Asked) : {}
}
