/** Clock-driven work by node-cron: one run at a time, a failing run is logged and the next comes anyway. */
import cron from 'node-cron'
import type { Logger } from './log.ts'

/** Runs `task` at every match of the cron expression, Asia/Shanghai; returns how to stop it. */
export function every(
  expression: string,
  name: string,
  task: () => Promise<unknown>,
  log: Logger,
): () => Promise<void> {
  const scheduled = cron.schedule(
    expression,
    async () => {
      try {
        await task()
      } catch (error) {
        log.error({ err: error, task: name }, 'scheduled task failed')
      }
    },
    { name, noOverlap: true, timezone: 'Asia/Shanghai', logger: log.child({ task: name }) },
  )
  return async () => {
    await scheduled.destroy()
  }
}
