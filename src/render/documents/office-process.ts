/** Asks a process of its own what stands in an office file; it is killed, as a group, when the file costs too much. */
import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Problem } from '../../domain/problem.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'

/** A table's cells as text, or a text's paragraphs. */
interface Answers {
  readonly table: readonly (readonly string[])[]
  readonly text: readonly { readonly text: string; readonly style: string | null }[]
}

type Answer<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'costly' | 'broken' }

/** Resident. Small papers were measured at 58 to 71 MB, nearly all of it Node's own. */
const maxBytes = 512_000_000
const maxMs = 20_000

/** Beside this file in the sources, beside its bundle in dist. */
const program = ['./office-child.mjs', './office-child.js']
  .map((name) => fileURLToPath(new URL(name, import.meta.url)))
  .find(existsSync)

export async function askOffice<What extends keyof Answers>(
  what: What,
  file: string,
  fileName: string,
): Promise<Result<Answers[What]>> {
  const answer = await run<Answers[What]>({ what, file, maxBytes, maxMs })
  switch (answer.kind) {
    case 'done':
      return ok(answer.value)
    case 'costly':
      return refuse<Problem>({ kind: 'document-costly', file: fileName, maxBytes, maxMs })
    case 'broken':
      return refuse<Problem>({ kind: 'file-broken', file: fileName, what: '文档' })
  }
}

/** Throws when the process cannot be started; a process that dies without a word has found its file too much. */
function run<T>(task: object): Promise<Answer<T>> {
  if (!program) throw new Error('office-process: the program of the child is missing')
  return new Promise((resolve, reject) => {
    const child = fork(program, {
      execArgv: [],
      // Nothing of ours is a stranger's to read, should the file break out of its parser.
      env: { NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      detached: process.platform !== 'win32',
    })
    const stop = (): void => {
      try {
        if (child.pid !== undefined)
          process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
      } catch {
        // Gone already.
      }
    }
    // It ends itself sooner; this is for one that cannot.
    const timer = setTimeout(stop, maxMs + 5_000)
    let answer: Answer<T> = { kind: 'costly' }
    child.once('message', (message) => {
      answer = message as Answer<T>
      stop()
    })
    child.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    child.once('exit', () => {
      clearTimeout(timer)
      resolve(answer)
    })
    child.send(task)
  })
}
