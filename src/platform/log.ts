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
    lines,
  )
}
