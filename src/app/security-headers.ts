/** What every answer says to the browser about itself, whoever gives it. */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** For answers without a page of their own: interfaces, feeds, refusals. */
const bare = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * The studio's pages. Scripts run by the nonce Next puts on its own and by address from here; there is no eval. Styles
 * are inline in Payload's components (React style attributes, the editor's and the lists' own sheets), which no nonce
 * covers.
 */
const pages = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

const yearSeconds = 31_536_000

/** Before anybody answers; whoever answers may be stricter, as delivery's pages are. */
export function secure(
  req: IncomingMessage,
  res: ServerResponse,
  { isHttps, isForDelivery }: { readonly isHttps: boolean; readonly isForDelivery: boolean },
): void {
  const isStudioPage = !isForDelivery && !/^\/api(?=[/?]|$)/.test(req.url ?? '/')
  const policy = isStudioPage ? pages(randomBytes(16).toString('base64')) : bare
  // Next reads the nonce for its scripts here; what the sender put there is nobody's policy.
  req.headers['content-security-policy'] = policy
  delete req.headers['content-security-policy-report-only']
  res.setHeader('content-security-policy', policy)
  res.setHeader('x-content-type-options', 'nosniff')
  res.setHeader('x-frame-options', 'DENY')
  res.setHeader('referrer-policy', 'same-origin')
  res.setHeader('cross-origin-opener-policy', 'same-origin')
  if (isHttps) res.setHeader('strict-transport-security', `max-age=${yearSeconds}`)
}
