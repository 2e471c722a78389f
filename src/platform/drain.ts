/** The end of an HTTP server: nobody new comes in, whoever is inside may finish. */
import type { Server, ServerResponse } from 'node:http'

export interface Drain {
  /** Resolves when every connection is closed; what is not done after `graceMs` is cut. */
  end(graceMs: number): Promise<void>
}

/** Before the server listens: requests are known from their first line on. */
export function createDrain(server: Server): Drain {
  const open = new Set<ServerResponse>()
  let isEnding = false
  // Node keeps a connection for the next request even while the server closes.
  const letGo = (res: ServerResponse): void => {
    if (!res.headersSent) res.shouldKeepAlive = false
  }
  server.prependListener('request', (_, res: ServerResponse) => {
    open.add(res)
    if (isEnding) letGo(res)
    res.once('close', () => {
      open.delete(res)
      // Idle only when its answer is wholly behind it.
      if (isEnding) setImmediate(() => server.closeIdleConnections())
    })
  })

  return {
    end(graceMs) {
      isEnding = true
      for (const res of open) letGo(res)
      return new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), graceMs)
        server.close(() => {
          clearTimeout(cut)
          resolve()
        })
        server.closeIdleConnections()
      })
    },
  }
}
