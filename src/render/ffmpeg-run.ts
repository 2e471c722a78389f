/** Runs one ffmpeg job through fluent-ffmpeg in a process group of its own: progress, time-out, and a kill that leaves nothing running. */
import type { ChildProcess } from 'node:child_process'
import Ffmpeg from 'fluent-ffmpeg'

export interface FfmpegJob {
  readonly ffmpeg: string
  readonly inputs: readonly { readonly file: string; readonly options: readonly string[] }[]
  readonly filter: string | null
  readonly outputs: readonly { readonly file: string; readonly options: readonly string[] }[]
  /** `info` keeps the log of analysing filters; jobs that write files say errors only. */
  readonly logLevel: 'error' | 'info'
  readonly timeoutMs: number
  readonly niceness: number
  readonly signal: AbortSignal | null
  /** Milliseconds of output written so far. */
  readonly onTime?: (ms: number) => void
  /** Every line of the log that is not a statistic, as it comes; the log that is returned has only the last ones. */
  readonly onLine?: (line: string) => void
}

/** ffmpeg ended otherwise than well; `log` is its last lines, for staff logs only. */
export class FfmpegFailed extends Error {
  override readonly name = 'FfmpegFailed'
  readonly by: 'exit' | 'timeout'
  readonly log: string
  constructor(by: 'exit' | 'timeout', log: string) {
    super(`ffmpeg ended by ${by}: ${log.slice(-2000)}`)
    this.by = by
    this.log = log
  }
}

/**
 * What fluent-ffmpeg 2.1.3 does not declare: where it finds its binary (cached for the whole process) and how it spawns.
 * It is archived upstream, so neither will change nor be opened any more; it stays because the commission names it, and
 * this is the only file that reaches into it.
 */
interface Innards {
  _getFfmpegPath(callback: (error: null, path: string) => void): void
  _spawnFfmpeg(args: string[], options: object, ...callbacks: unknown[]): void
  ffmpegProc?: ChildProcess
}

/**
 * ffmpeg under a shell that holds our end of its standard input: when this process is killed outright, the pipe closes
 * and the shell ends ffmpeg, which would otherwise encode on for nobody.
 */
const guarded = `exec 3<&0
"$0" "$@" </dev/null 3<&- & job=$!
(read -r _ <&3; kill -9 $job) >/dev/null 2>&1 & guard=$!
wait $job; status=$?
kill $guard 2>/dev/null
exit $status`

/** Running groups, killed with this process when it ends in an orderly way. */
const running = new Set<number>()
process.on('exit', () => {
  for (const pid of running) killGroup(pid)
})

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

/** Resolves to the log. Rejects with the signal's reason after an abort, with `FfmpegFailed` otherwise; by then the process is gone. */
export function runFfmpeg(job: FfmpegJob): Promise<string> {
  job.signal?.throwIfAborted()
  const command = Ffmpeg({ niceness: job.niceness, stdoutLines: 200 })
  for (const input of job.inputs)
    command.input(input.file).inputOptions(['-protocol_whitelist', 'file,pipe', ...input.options])
  if (job.filter !== null) command.complexFilter(job.filter)
  for (const output of job.outputs) command.output(output.file).outputOptions([...output.options])
  const innards = command as unknown as Innards
  innards._getFfmpegPath = (callback) => callback(null, 'sh')
  const spawn = innards._spawnFfmpeg
  innards._spawnFfmpeg = (args, options, ...callbacks) => {
    // fluent asks for formats and encoders by the same way; only the job itself has an input.
    const isJob = args.includes('-i')
    const call = isJob
      ? [
          '-c',
          guarded,
          job.ffmpeg,
          '-hide_banner',
          '-nostdin',
          '-xerror',
          '-v',
          job.logLevel,
          '-stats',
          ...args,
        ]
      : ['-c', 'exec "$0" "$@"', job.ffmpeg, ...args]
    spawn.call(command, call, { ...options, detached: isJob }, ...callbacks)
  }

  return new Promise((resolve, reject) => {
    let pid: number | undefined
    let isTimedOut = false
    const stop = (): void => {
      if (pid !== undefined) killGroup(pid)
    }
    const timer = setTimeout(() => {
      isTimedOut = true
      stop()
    }, job.timeoutMs)
    const settle = (): void => {
      clearTimeout(timer)
      job.signal?.removeEventListener('abort', stop)
      if (pid !== undefined) running.delete(pid)
    }
    job.signal?.addEventListener('abort', stop)
    command
      .on('start', () => {
        pid = innards.ffmpegProc?.pid
        if (pid !== undefined) running.add(pid)
        // The abort may have come while fluent was still asking for capabilities.
        if (job.signal?.aborted || isTimedOut) stop()
      })
      .on('stderr', (line: string) => {
        const ms = timemark(line)
        if (ms === null) job.onLine?.(line)
        else job.onTime?.(ms)
      })
      .on('end', (_stdout, stderr) => {
        settle()
        resolve(stderr ?? '')
      })
      .on('error', (error: Error, _stdout, stderr) => {
        settle()
        if (job.signal?.aborted) reject(job.signal.reason)
        else reject(new FfmpegFailed(isTimedOut ? 'timeout' : 'exit', stderr || error.message))
      })
      .run()
  })
}

/** Milliseconds of `time=00:00:01.50` in a line of statistics; null where there is none. */
export function timemark(line: string): number | null {
  const match = /time=(\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(line)
  if (!match) return null
  return Math.round((Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3])) * 1000)
}
