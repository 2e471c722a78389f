/**
 * Finds ffmpeg and ffprobe (configured path, then the system's, then the npm fallback) and says what they can do.
 * Throws `ToolsRefused` when there is none that may be used.
 */
import { execFile } from 'node:child_process'
import { chmod } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface ToolsOptions {
  readonly ffmpegPath: string | null
  readonly ffprobePath: string | null
  /** The npm fallback is a build of 2018: in production it must not parse strangers' uploads unless told to. */
  readonly allowsBundled: boolean
  /** `bundled` skips what the system has; for tests and for the doctor's comparison. */
  readonly only?: 'bundled'
}

export interface FfmpegTools {
  readonly ffmpeg: string
  readonly ffprobe: string
  /** First line of `-version`, shortened to the version's own text. */
  readonly version: string
  readonly probeVersion: string
  readonly source: 'env' | 'system' | 'bundled'
  readonly encoders: ReadonlySet<string>
  readonly filters: ReadonlySet<string>
  /** Encoders and filters that outputs need and this build lacks. */
  readonly missing: readonly string[]
}

/** No ffmpeg that may be used: the message is one Chinese sentence with the remedy. */
export class ToolsRefused extends Error {
  override readonly name = 'ToolsRefused'
}

const neededEncoders = ['libx264', 'aac', 'mpeg2video', 'pcm_s24le', 'png']
const neededFilters = [
  'alimiter',
  'crop',
  'ebur128',
  'fps',
  'gblur',
  'overlay',
  'scale',
  'split',
  'thumbnail',
  'tinterlace',
]

export async function findTools(options: ToolsOptions): Promise<FfmpegTools> {
  const found = await locate(options)
  const [encoders, filters] = await Promise.all([
    names(found.ffmpeg, '-encoders', /^ [VAS][F.][S.][X.][B.][D.] (\S+)/),
    names(found.ffmpeg, '-filters', /^ [T.][S.][C.] (\S+)/),
  ])
  const missing = [
    ...neededEncoders.filter((name) => !encoders.has(name)),
    ...neededFilters.filter((name) => !filters.has(name)),
  ]
  return { ...found, encoders, filters, missing }
}

type Located = Pick<FfmpegTools, 'ffmpeg' | 'ffprobe' | 'version' | 'probeVersion' | 'source'>

async function locate(options: ToolsOptions): Promise<Located> {
  if (options.ffmpegPath && !options.only) {
    const ffmpeg = options.ffmpegPath
    const ffprobe = options.ffprobePath ?? path.join(path.dirname(ffmpeg), 'ffprobe')
    const pair = await versions(ffmpeg, ffprobe)
    if (pair) return { ...pair, source: 'env' }
    // A path somebody chose is never passed over in silence.
    throw new ToolsRefused(
      `FFMPEG_PATH（${ffmpeg}）或 FFPROBE_PATH（${ffprobe}）指向的程序无法运行，请改正路径或删去这两个变量。`,
    )
  }
  if (!options.only) {
    const pair = await versions(await inPath('ffmpeg'), options.ffprobePath ?? (await inPath('ffprobe')))
    if (pair) return { ...pair, source: 'system' }
  }
  if (!options.allowsBundled)
    throw new ToolsRefused(
      '系统里没有 ffmpeg，生产环境不使用随附的旧版本；请安装系统的 ffmpeg（如 apt install ffmpeg），或设置 ALLOW_BUNDLED_FFMPEG=true。',
    )
  const pair = await bundled()
  if (!pair)
    throw new ToolsRefused(
      '找不到可用的 ffmpeg 与 ffprobe，请安装系统的 ffmpeg（如 apt install ffmpeg），或用 FFMPEG_PATH 指明路径。',
    )
  return { ...pair, source: 'bundled' }
}

async function bundled(): Promise<Omit<Located, 'source'> | null> {
  // Both packages throw when required on a platform they have no build for.
  const require = createRequire(import.meta.url)
  try {
    const { path: ffmpeg } = require('@ffmpeg-installer/ffmpeg') as { path: string }
    const { path: ffprobe } = require('@ffprobe-installer/ffprobe') as { path: string }
    // npm unpacks them without the execute bit for others, on some systems without any.
    for (const file of [ffmpeg, ffprobe]) await chmod(file, 0o755).catch(() => undefined)
    return await versions(ffmpeg, ffprobe)
  } catch {
    return null
  }
}

async function inPath(name: string): Promise<string> {
  const found = await run('sh', ['-c', `command -v ${name}`]).catch(() => null)
  return found?.stdout.trim() || name
}

async function versions(ffmpeg: string, ffprobe: string): Promise<Omit<Located, 'source'> | null> {
  try {
    const [a, b] = await Promise.all([run(ffmpeg, ['-version']), run(ffprobe, ['-version'])])
    return { ffmpeg, ffprobe, version: firstVersion(a.stdout), probeVersion: firstVersion(b.stdout) }
  } catch {
    return null
  }
}

const firstVersion = (text: string): string => /version (\S+)/.exec(text)?.[1] ?? ''

async function names(ffmpeg: string, list: string, line: RegExp): Promise<ReadonlySet<string>> {
  const { stdout } = await run(ffmpeg, ['-hide_banner', list], { maxBuffer: 8 << 20 })
  return new Set(stdout.split('\n').flatMap((text) => line.exec(text)?.[1] ?? []))
}
