/**
 * Who may send a body, how large and how slowly. Payload reads bodies to disk and memory before it asks who sent them,
 * and a body that trickles holds a socket: strangers' are small, whole within a time, and few at once. Whoever is signed
 * in may take as long as the film needs, so long as something comes.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Payload } from 'payload'
import { headersOf } from './headers.ts'

/** Signing in and receipts stay far below. */
const strangersBytes = 64 * 1024

export interface AdmissionLimits {
  /** For a stranger's whole body: 64 KiB in this time is 2 KiB a second. */
  readonly strangersMs: number
  /** How long a signed-in sender may be silent. */
  readonly idleMs: number
  /** Strangers' unfinished bodies at once. */
  readonly perAddress: number
  readonly inAll: number
}

export const admissionLimits: AdmissionLimits = {
  strangersMs: 30_000,
  idleMs: 60_000,
  perAddress: 20,
  inAll: 200,
}

/** How long a refused sender is listened to, so that it can read why. */
const lingerMs = 10_000

interface Held {
  /** Signed in: counts no longer, may take its time. */
  trust(): void
}

export interface Admission {
  /** For every request with a body. Null when it was refused and answered. */
  hold(req: IncomingMessage, res: ServerResponse, address: string): Held | null
  /**
   * Answers a stranger's large or unmeasured body with 401 before a byte of it is kept, and returns false; true when
   * the studio may have the request.
   */
  admit(
    req: IncomingMessage,
    res: ServerResponse,
    held: Held,
    payload: Pick<Payload, 'auth'>,
  ): Promise<boolean>
}

export const hasBody = (req: IncomingMessage): boolean =>
  req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0

export function createAdmission(limits: AdmissionLimits): Admission {
  const open = new Map<string, number>()
  let all = 0

  return {
    hold(req, res, address) {
      const here = open.get(address) ?? 0
      if (here >= limits.perAddress || all >= limits.inAll) {
        refuse(req, res, here >= limits.perAddress ? 429 : 503, '同时上传的请求过多，请稍后再试。')
        return null
      }
      open.set(address, here + 1)
      all += 1
      // Kept: the request lets go of it once it is over.
      const { socket } = req
      let isCounted = true
      const release = (): void => {
        clearTimeout(timer)
        socket.off('close', release)
        if (!isCounted) return
        isCounted = false
        all -= 1
        const left = (open.get(address) ?? 1) - 1
        if (left > 0) open.set(address, left)
        else open.delete(address)
      }
      const timer = setTimeout(() => {
        release()
        cutOff(req, res, socket)
      }, limits.strangersMs)
      // Not the end of the answer: given before the body is whole, it leaves the sender free to trickle on.
      req.once('end', release)
      socket.once('close', release)
      return {
        trust() {
          release()
          if (req.complete) return
          req.setTimeout(limits.idleMs, () => cutOff(req, res, socket))
          // Whole: what is made of it may take as long as it takes, and no socket is torn for it.
          req.once('end', () => socket.setTimeout(0))
        },
      }
    },

    async admit(req, res, held, payload) {
      const length = req.headers['content-length']
      if (length !== undefined && Number(length) <= strangersBytes) return true
      const { user } = await payload.auth({ headers: headersOf(req) })
      if (user) {
        held.trust()
        return true
      }
      refuse(req, res, 401, '登录已失效或尚未登录，请登录后再上传。')
      return false
    },
  }
}

function refuse(req: IncomingMessage, res: ServerResponse, status: number, message: string): void {
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close',
  })
  res.end(JSON.stringify({ errors: [{ message }] }))
  // Closed at once, the answer would be lost to a client that still writes: what comes is thrown away for a while.
  const timer = setTimeout(() => req.destroy(), lingerMs)
  req.once('close', () => clearTimeout(timer))
  req.resume()
}

/** Past whoever reads the body: to it the connection broke. */
function cutOff(req: IncomingMessage, res: ServerResponse, socket: Socket): void {
  if (req.complete || socket.destroyed) return
  if (!res.headersSent)
    socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  socket.destroySoon()
}
