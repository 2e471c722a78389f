/** Opens the built studio (admin, Payload's API, public pages) inside the running server, whenever its build is there. */
import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>

/** Next writes this file last, so whoever sees it sees the whole build. */
export const isStudioBuilt = (dir: string): boolean => existsSync(join(dir, '.next', 'BUILD_ID'))

/**
 * `dir` is the repository's root. Payload must be open already: the studio finds it through globalThis, so hooks and
 * endpoints run in the server's own copy. NODE_ENV must be `production`, else Payload waits for a development server.
 */
export async function openStudio(options: {
  readonly dir: string
  readonly hostname: string
  readonly port: number
}): Promise<Handler> {
  // Loaded late: the server answers partners seconds before Next is needed, and often before it is built.
  const { default: next } = await import('next')
  // Read here first, and silently: Next would announce its configuration in English on the operator's terminal.
  const { default: configModule } = await import('next/dist/server/config.js')
  const { default: loadConfig } = configModule as unknown as typeof import('next/dist/server/config.js')
  await loadConfig('phase-production-server', options.dir, { silent: true })
  const app = next({ dev: false, ...options })
  await app.prepare()
  return app.getRequestHandler()
}
