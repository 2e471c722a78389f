/** Who may send the studio a large body: Payload reads bodies to disk and memory before it asks who sent them. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Payload } from 'payload'

/** Logging in, forgetting a password and registering the first user stay far below. */
const strangersBytes = 64 * 1024

/** How long a refused sender is listened to, so that it can read why. */
const lingerMs = 10_000

/**
 * Answers a stranger's large or unmeasured body with 401 before a byte of it is kept, and returns false; true when the
 * studio may have the request.
 */
export async function admit(
  req: IncomingMessage,
  res: ServerResponse,
  payload: Pick<Payload, 'auth'>,
): Promise<boolean> {
  const length = req.headers['content-length']
  const isSmall = length === undefined ? !req.headers['transfer-encoding'] : Number(length) <= strangersBytes
  if (isSmall) return true
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  const { user } = await payload.auth({ headers })
  if (user) return true
  const body = JSON.stringify({ errors: [{ message: '登录已失效或尚未登录，请登录后再上传。' }] })
  res.writeHead(401, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  res.end(body)
  // Closed at once, the answer would be lost to a client that still writes: what comes is thrown away for a while.
  const timer = setTimeout(() => req.destroy(), lingerMs)
  req.once('close', () => clearTimeout(timer))
  req.resume()
  return false
}
