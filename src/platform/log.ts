/** One JSON line an event, with secrets cut out: on stderr, or in a file where a person reads the terminal. */
import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import pino, { type Logger } from 'pino'

export type { Logger }

let file: string | null = null

/** From now on every log of this process goes to a file, which is there once something is in it. */
export function logTo(name: string): void {
  file = name
}

const lines = {
  write(line: string): void {
    if (file === null) process.stderr.write(line)
    else {
      mkdirSync(path.dirname(file), { recursive: true })
      appendFileSync(file, line)
    }
  },
}

interface LoggedError {
  readonly type: string
  readonly message: string
  readonly code: unknown
  readonly stack: readonly string[]
  readonly cause?: LoggedError
}

/** Database drivers repeat the values of a failed statement, which are people's; where it happened is enough. */
const withoutValues = (message: string): string =>
  message.replace(/\nparams:[\s\S]*$/, '').replace(/dup key: \{[\s\S]*\}/, 'dup key')

function loggedError(error: unknown): LoggedError {
  const { name, message, code, stack, cause } = (error ?? {}) as Partial<NodeJS.ErrnoException>
  return {
    type: name ?? typeof error,
    message: withoutValues(message ?? String(error)),
    code,
    stack: (stack ?? '').split('\n').filter((line) => line.startsWith('    at ')),
    ...(cause ? { cause: loggedError(cause) } : {}),
  }
}

export function createLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // An error without words of its own lends pino its message, values and all.
      hooks: {
        logMethod([first, ...rest]: [unknown, ...unknown[]], write) {
          const error = first instanceof Error ? first : (first as { err?: unknown } | null)?.err
          const subject = first instanceof Error ? { err: first } : first
          const words = rest.length === 0 && error instanceof Error ? [withoutValues(error.message)] : rest
          Reflect.apply(write, this, [subject, ...words])
        },
      },
      serializers: { err: loggedError, error: loggedError },
      redact: {
        paths: ['token', 'authorization', 'password', 'secret', '*.token', '*.authorization', '*.password'],
        censor: '***',
      },
    },
    lines,
  )
}
