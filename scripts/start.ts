/** `npm start`: the server with the roles of `ZUIMEI_ROLES`, until it is told to stop. */
import { EnvironmentRefused, env } from '../src/platform/env.ts'
import { createLog } from '../src/platform/log.ts'
import { startServer } from '../src/server.ts'

try {
  const log = createLog('info')
  const server = await startServer(env(), { log })
  console.log(`最美已启动：${env().publicUrl}`)
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
  if (error instanceof EnvironmentRefused) console.error(error.message)
  else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    console.error(`端口 ${env().port} 已被占用，请关闭占用它的程序，或用环境变量 PORT 换一个端口后再启动。`)
  else console.error(error)
  process.exit(1)
}
