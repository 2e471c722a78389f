/**
 * Asks a process of its own what stands in an office file; it is killed, as a group, when the file costs too much. Starting
 * one costs twenty times what a small paper does, so one that has read a file well and is as small as before reads the
 * next of the hand-in too; after any other file it is gone.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Problem } from '../../domain/problem.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'

/** A table's cells as text, or a text's paragraphs. */
interface Answers {
  readonly table: readonly (readonly string[])[]
  readonly text: readonly { readonly text: string; readonly style: string | null }[]
}

type Answer<T> =
  | { readonly kind: 'done'; readonly value: T; readonly mayGoOn: boolean }
  | { readonly kind: 'costly' | 'broken' }

/** Resident. Small papers were measured at 58 to 71 MB, nearly all of it Node's own. */
const maxBytes = 512_000_000
const maxMs = 20_000
/** What a file may leave behind, so that the next one finds its whole bound. */
const maxLeftBytes = 128_000_000
/** Between two papers of one hand-in lie the pictures of a person. */
const restMs = 5_000

/** Beside this file in the sources, beside its bundle in dist. */
const program = ['./office-child.mjs', './office-child.js']
  .map((name) => fileURLToPath(new URL(name, import.meta.url)))
  .find(existsSync)

export async function askOffice<What extends keyof Answers>(
  what: What,
  file: string,
  fileName: string,
): Promise<Result<Answers[What]>> {
  const answer = await run<Answers[What]>({ what, file, maxBytes, maxMs, maxLeftBytes })
  switch (answer.kind) {
    case 'done':
      return ok(answer.value)
    case 'costly':
      return refuse<Problem>({ kind: 'document-costly', file: fileName, maxBytes, maxMs })
    case 'broken':
      return refuse<Problem>({ kind: 'file-broken', file: fileName, what: '文档' })
  }
}

const resting: ChildProcess[] = []

function start(): ChildProcess {
  if (!program) throw new Error('office-process: the program of the child is missing')
  return fork(program, {
    execArgv: [],
    // Nothing of ours is a stranger's to read, should the file break out of its parser.
    env: { NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: process.platform !== 'win32',
  })
}

function stop({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

/** It waits for another file, and nobody waits for it: it ends with this process. */
function rest(child: ChildProcess): void {
  child.removeAllListeners('exit').removeAllListeners('error')
  child.on('error', () => {})
  child.unref()
  child.channel?.unref()
  resting.push(child)
  setTimeout(() => {
    const at = resting.indexOf(child)
    if (at < 0) return
    resting.splice(at, 1)
    stop(child)
  }, restMs).unref()
}

function wakened(): ChildProcess | undefined {
  const child = resting.pop()
  child?.ref()
  child?.channel?.ref()
  return child
}

/** Throws when the process cannot be started; a process that dies without a word has found its file too much. */
function run<T>(task: object): Promise<Answer<T>> {
  const child = wakened() ?? start()
  return new Promise((resolve, reject) => {
    // It ends itself sooner; this is for one that cannot.
    const timer = setTimeout(() => stop(child), maxMs + 5_000)
    let answer: Answer<T> = { kind: 'costly' }
    child.once('message', (message) => {
      answer = message as Answer<T>
      if (answer.kind !== 'done' || !answer.mayGoOn) return stop(child)
      clearTimeout(timer)
      rest(child)
      resolve(answer)
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
