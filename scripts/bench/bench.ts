/** What every benchmark is made of, and how its figures are taken: CPU of a whole process with all its children. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

export interface Bench {
  /** One line for the list. */
  readonly about: string
  readonly rounds: number
  compare(rounds: number): Promise<{ rows: readonly (readonly string[])[]; ratios: Record<string, number> }>
  /** One measured run in a process of its own; prints its figures by `tell`. */
  measure(words: readonly string[]): Promise<void>
}

/** CPU seconds of this process and of all its children that have ended. Linux only: elsewhere children do not count. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  let children = 0
  try {
    // Fields 16 and 17 of proc(5), in clock ticks of 1/100 s; the name in field 2 may hold spaces.
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? []
    children = (Number(fields[13]) + Number(fields[14])) / 100
  } catch {
    console.error('bench: CPU of child processes is not known here; film work is missing from the figures')
  }
  return (user + system) / 1e6 + children
}

const mark = 'measured '

export const tell = (figures: Record<string, number>): void => console.log(mark + JSON.stringify(figures))

/** Runs this same bench again as `words`, with `variables` on top of the environment, and returns what it told. */
export async function measured(
  words: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Record<string, number>> {
  const script = process.argv[1] ?? ''
  const child = spawn(process.execPath, [...process.execArgv, script, ...words], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  await once(child, 'close')
  const line = out.split('\n').find((one) => one.startsWith(mark))
  if (!line) throw new Error(`bench: ${words.join(' ')} told nothing: ${out.slice(-500)}`)
  return JSON.parse(line.slice(mark.length)) as Record<string, number>
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** The first row is the header; numbers stand to the right. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  '),
    )
    .join('\n')
}
