/** The studio's place in the server: a page that says it is being built until its build is there. */
import type http from 'node:http'
import type { Env } from '../platform/env.ts'
import type { Logger } from '../platform/log.ts'
import { buildingPage } from './building-page.ts'
import { plainHeaders } from './plain-page.ts'
import { isStudioBuilt, openStudio } from './studio.ts'

export function createStudioDoor(env: Env, log: Logger, buildLines: () => readonly string[] = () => []) {
  type Handler = Awaited<ReturnType<typeof openStudio>>
  let handler: Handler | null = null
  let opening: Promise<boolean> | null = null

  const open = async (): Promise<boolean> => {
    const dir = process.cwd()
    if (!env.roles.has('studio') || !isStudioBuilt(dir)) return false
    handler = await openStudio({ dir, port: env.port, hostname: env.host })
    return true
  }
  const find = (): Promise<boolean> => {
    if (handler) return Promise.resolve(true)
    opening ??= open().finally(() => {
      opening = null
    })
    return opening
  }

  return {
    find,
    answer(req: http.IncomingMessage, res: http.ServerResponse): Promise<void> | void {
      if (handler) return handler(req, res)
      res.writeHead(503, { ...plainHeaders, 'retry-after': '5' })
      res.end(buildingPage(buildLines()))
    },
    watch(): () => Promise<void> {
      const look = (): void => {
        find().catch((error: unknown) => log.error({ err: error }, 'studio'))
      }
      look()
      const timer = setInterval(look, 5_000)
      return async () => clearInterval(timer)
    },
  }
}
