/** The demo's lines on the terminal: finished steps stay, the running one is redrawn in place where the terminal can. */
import type { Progress } from '../src/domain/progress.ts'

const isLive = process.stdout.isTTY === true

export interface Terminal {
  /** A finished step. */
  done(text: string): void
  /** Something staff should look at. */
  note(text: string): void
  say(text?: string): void
  /** Replaces what the running step last showed; on a plain pipe it is printed at most every ten seconds. */
  live(lines: readonly string[]): void
}

export function createTerminal(): Terminal {
  let shown = 0
  let lastPlain = 0
  const clear = (): void => {
    if (shown > 0) process.stdout.write(`\u001b[${shown}F\u001b[0J`)
    shown = 0
  }
  const print = (text: string): void => {
    clear()
    process.stdout.write(`${text}\n`)
  }
  return {
    done(text) {
      print(`✓ ${text}`)
      // The next step says at once what it is.
      lastPlain = 0
    },
    note: (text) => print(`  · ${text}`),
    say: (text = '') => print(text),
    live(lines) {
      if (isLive) {
        clear()
        process.stdout.write(lines.map((line) => `${line}\n`).join(''))
        shown = lines.length
        return
      }
      if (Date.now() - lastPlain < 10_000) return
      lastPlain = Date.now()
      process.stdout.write(`${lines.at(-1) ?? ''}\n`)
    },
  }
}

const bar = (fraction: number, width: number): string => {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * width)
  return '█'.repeat(full) + '░'.repeat(width - full)
}

const remaining = (seconds: number | null): string => {
  if (seconds === null) return '正在估算剩余时间'
  if (seconds < 60) return `约剩 ${seconds} 秒`
  return `约剩 ${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`
}

/** One line an honoree, the whole last. */
export function progressLines({ overall, honorees }: Progress): string[] {
  const percent = (fraction: number): string => `${Math.floor(fraction * 100)}%`.padStart(4)
  const counts = ({ done, total, failed }: { done: number; total: number; failed: number }): string =>
    `${done}/${total} 件${failed > 0 ? `，${failed} 件失败` : ''}`
  return [
    ...honorees.map(
      (one) => `  ${bar(one.fraction, 20)} ${percent(one.fraction)}  ${one.name}  ${counts(one)}`,
    ),
    `  ${bar(overall.fraction, 20)} ${percent(overall.fraction)}  合计 ${counts(overall)}，${overall.fraction >= 1 ? '全部完成' : remaining(overall.etaSeconds)}`,
  ]
}
