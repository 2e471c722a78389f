/** `npm start`: the server with the roles of `ZUIMEI_ROLES`, until it is told to stop. */
import { env } from '../src/platform/env.ts'
import { createLog } from '../src/platform/log.ts'
import { startServer } from '../src/server.ts'
import { failureText } from './failure.ts'

try {
  const log = createLog('info')
  const server = await startServer({ log })
  console.log(`最美已启动：${env().publicUrl}`)
  const setupLink = await server.setupLink()
  if (setupLink)
    console.log(
      `还没有管理员。请在浏览器打开下面的链接设置第一位（24 小时内有效，只能用一次，请勿转发）：\n${setupLink}`,
    )
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1)
      isStopping = true
      server.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'stop')
          process.exit(1)
        },
      )
    })
  }
} catch (error) {
  console.error(failureText(error, null))
  process.exit(1)
}
