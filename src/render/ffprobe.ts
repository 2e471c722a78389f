/** Asks ffprobe for the facts of one file, by allow-list and with a time-out. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface StreamFacts {
  readonly codec_type?: string
  readonly codec_name?: string
  readonly profile?: string
  readonly width?: number
  readonly height?: number
  readonly sample_aspect_ratio?: string
  readonly pix_fmt?: string
  readonly field_order?: string
  readonly color_range?: string
  readonly color_space?: string
  readonly color_transfer?: string
  readonly color_primaries?: string
  readonly avg_frame_rate?: string
  readonly r_frame_rate?: string
  readonly duration?: string
  readonly bit_rate?: string
  readonly nb_frames?: string
  readonly nb_read_packets?: string
  readonly sample_rate?: string
  readonly channels?: number
  readonly disposition?: { readonly attached_pic?: number }
  readonly tags?: Readonly<Record<string, string>>
  readonly side_data_list?: readonly { readonly rotation?: number | string }[]
}

export interface FileFacts {
  readonly streams: readonly StreamFacts[]
  readonly format: {
    readonly format_name?: string
    readonly duration?: string
    readonly bit_rate?: string
    readonly tags?: Readonly<Record<string, string>>
  }
}

interface Asking {
  readonly maxBuffer: number
  readonly timeoutMs: number
  readonly signal?: AbortSignal | null
}

/**
 * What the tool says; null when it ended of itself and with an error, or has more to say than any honest file gives
 * reason for. Rejects where it never ran, was killed or took too long: that is the machine's fault and not the file's.
 */
async function ask(
  tool: string,
  args: readonly string[],
  { maxBuffer, timeoutMs, signal = null }: Asking,
): Promise<string | null> {
  const around = ['-v', 'error', '-protocol_whitelist', 'file', ...args]
  const killing = { timeout: timeoutMs, killSignal: 'SIGKILL', ...(signal && { signal }) } as const
  try {
    return (await run(tool, around, { maxBuffer, ...killing })).stdout
  } catch (error) {
    signal?.throwIfAborted()
    const { code } = error as { code?: unknown }
    if (typeof code === 'number' || code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return null
    throw error
  }
}

/**
 * `demuxer` is ffmpeg's name for the type sniffed from the bytes, so that nothing else gets to parse them. Null when the
 * file cannot be read; rejects when the tool cannot do its work.
 */
export async function ffprobe(
  tool: string,
  file: string,
  demuxer: 'mov' | 'mxf',
  options: readonly string[] = [],
): Promise<FileFacts | null> {
  const shown = ['-show_format', '-show_streams', '-of', 'json', '-i', file]
  const told = await ask(tool, ['-f', demuxer, ...options, ...shown], {
    maxBuffer: 8 << 20,
    timeoutMs: 60_000,
  })
  if (told === null) return null
  const facts = JSON.parse(told) as Partial<FileFacts>
  return facts.streams && facts.format ? { streams: facts.streams, format: facts.format } : null
}

/** Pictures of a file and the bytes they take, counted one by one: headers say what was meant. Null and rejections as above. */
export async function countPictures(
  tool: string,
  file: string,
  demuxer: 'mov' | 'mxf',
  timeoutMs: number,
  signal: AbortSignal | null,
): Promise<{ readonly count: number; readonly bytes: number } | null> {
  const shown = [
    '-select_streams',
    'v:0',
    '-show_entries',
    'packet=size',
    '-of',
    'default=nk=1:nw=1',
    '-i',
    file,
  ]
  const told = await ask(tool, ['-f', demuxer, ...shown], { maxBuffer: 64 << 20, timeoutMs, signal })
  if (told === null) return null
  const sizes = told
    .split('\n')
    .map(Number)
    .filter((size) => size > 0)
  return { count: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

export const filmStream = (facts: FileFacts): StreamFacts | null =>
  facts.streams.find((s) => s.codec_type === 'video' && s.disposition?.attached_pic !== 1) ?? null

export const soundStream = (facts: FileFacts): StreamFacts | null =>
  facts.streams.find((s) => s.codec_type === 'audio') ?? null

/** `30000/1001` as a number; 0 where it says nothing. */
export function rate(text: string | undefined): number {
  const [above, below] = (text ?? '').split(/[/:]/).map(Number)
  return above && below ? above / below : 0
}

/** Degrees of the display matrix, or of the older tag. */
export function rotation(stream: StreamFacts): number {
  const told = stream.side_data_list?.find((side) => side.rotation !== undefined)?.rotation
  return Number(told ?? stream.tags?.rotate ?? 0)
}
