/** Asks ffprobe for the facts of one file, by allow-list and with a time-out; null when it cannot read it. */
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

/** `demuxer` is ffmpeg's name for the type sniffed from the bytes, so that nothing else gets to parse them. */
export async function ffprobe(
  tool: string,
  file: string,
  demuxer: 'mov' | 'mxf',
  options: readonly string[] = [],
): Promise<FileFacts | null> {
  const args = ['-v', 'error', '-protocol_whitelist', 'file', '-f', demuxer, ...options]
  try {
    const { stdout } = await run(
      tool,
      [...args, '-show_format', '-show_streams', '-of', 'json', '-i', file],
      { maxBuffer: 8 << 20, timeout: 60_000, killSignal: 'SIGKILL' },
    )
    const facts = JSON.parse(stdout) as Partial<FileFacts>
    return facts.streams && facts.format ? { streams: facts.streams, format: facts.format } : null
  } catch (error) {
    // A tool that cannot be started is a fault of the machine, not of the file.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error
    return null
  }
}

/** Pictures of a file and the bytes they take, counted one by one: headers say what was meant. Null when it cannot read it. */
export async function countPictures(
  tool: string,
  file: string,
  demuxer: 'mov' | 'mxf',
  timeoutMs: number,
): Promise<{ readonly count: number; readonly bytes: number } | null> {
  const args = ['-v', 'error', '-protocol_whitelist', 'file', '-f', demuxer, '-select_streams', 'v:0']
  try {
    const { stdout } = await run(
      tool,
      [...args, '-show_entries', 'packet=size', '-of', 'default=nk=1:nw=1', '-i', file],
      { maxBuffer: 64 << 20, timeout: timeoutMs, killSignal: 'SIGKILL' },
    )
    const sizes = stdout
      .split('\n')
      .map(Number)
      .filter((size) => size > 0)
    return { count: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error
    return null
  }
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
