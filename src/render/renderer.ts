/** The bytes room as the pipeline sees it. */
import sharp from 'sharp'
import type { Renderer } from '../pipeline/ports.ts'
import { type FfmpegTools, findTools, type ToolsOptions } from './ffmpeg-tools.ts'
import { subjectAt } from './film-moment.ts'
import { uncovered } from './fonts.ts'
import { subjectIn } from './image.ts'
import { render } from './outputs/index.ts'
import { sketchPosters } from './poster-preview.ts'
import { examine } from './probe.ts'
import { thumbnail } from './thumbnail.ts'

export interface RendererOptions extends ToolsOptions {
  /** Of ffmpeg's processes, 0…19; feeds and the studio go first. */
  readonly niceness?: number
  /** A film job that takes longer is killed: three minutes of film take some 25 on one slow core. */
  readonly filmTimeoutMs?: number
}

/** ffmpeg is looked for when the first film comes: photographs and posters work without. */
export function createRenderer(options: RendererOptions): Renderer {
  // libvips remembers pictures by file name: a file replaced under its old name would be seen as it was.
  sharp.cache(false)
  let found: Promise<FfmpegTools> | undefined
  const tools = (): Promise<FfmpegTools> => {
    found ??= findTools(options)
    return found
  }
  const setting = {
    tools,
    niceness: options.niceness ?? 10,
    timeoutMs: options.filmTimeoutMs ?? 3_600_000,
  }
  return {
    examine: (file, fileName) => examine(file, fileName, tools),
    render: (work) => render(work, setting),
    sketchPosters,
    subject: (file, atMs) => (atMs === undefined ? subjectIn(file) : subjectAt(file, atMs, setting)),
    thumbnail: (file, kind, target, atMs) => thumbnail(file, kind, target, setting, atMs),
    uncovered,
  }
}
