/** One JSON line an event on stderr, with secrets cut out; the terminal views print their own words on stdout. */
import pino, { type Logger } from 'pino'

export type { Logger }

export function createLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['token', 'authorization', 'password', 'secret', '*.token', '*.authorization', '*.password'],
        censor: '***',
      },
    },
    pino.destination({ dest: 2, sync: true }),
  )
}
