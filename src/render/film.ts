/** Films: one ffmpeg process decodes once and encodes every output; silent loops are cut from their film by stream copy. */
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { FilmOutput } from '../domain/outputs/film.ts'
import { extensionOf, mediaTypeOfOutput } from '../domain/outputs/index.ts'
import type { Problem } from '../domain/problem.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import { storageFault } from '../domain/storage-fault.ts'
import type { VariantKey } from '../domain/variant.ts'
import type { Rendered, RenderResult } from '../pipeline/ports.ts'
import { each } from './each.ts'
import { isFaststart } from './faststart.ts'
import { FfmpegFailed, runFfmpeg } from './ffmpeg-run.ts'
import { ffprobe, filmStream } from './ffprobe.ts'
import { measureFilm } from './film-facts.ts'
import { type Composition, composeFilm, type FilmStep, type FrameStep, mov, type Work } from './film-job.ts'
import { deviation } from './film-profile.ts'
import { isSound, lookForRot } from './film-rot.ts'
import { cutTo, decode, placing } from './image.ts'
import { measureFile } from './measure.ts'
import type { Finished, Setting } from './outputs/kind.ts'
import { finishStill, marked } from './still.ts'
import { subjectOf } from './subject.ts'

export async function renderFilm(work: Work, setting: Setting): Promise<readonly RenderResult[]> {
  const tools = await setting.tools()
  const films: FilmStep[] = []
  const frames: FrameStep[] = []
  for (const step of work.outputs)
    if (isFilm(step)) films.push(step)
    else frames.push(step)
  // A loop whose film is not made in this call is encoded by itself.
  const isCut = ({ output }: FilmStep): boolean => masterOf(output, films) !== null
  const encodes = films.filter((step) => !isCut(step))

  let reached = 0
  const progress = (fraction: number): void => {
    reached = Math.min(1, Math.max(reached, fraction))
    work.onProgress(reached)
  }
  const partial = (key: VariantKey, extension: string): string =>
    path.join(work.dir, `${key}.part.${extension}`)
  const picture = path.join(work.dir, `${work.outputs[0]?.key}.part.png`)
  const scratch = [picture, ...films.map(({ key, output }) => partial(key, extensionOf(output)))]
  const broken: Problem = { kind: 'file-broken', file: work.fileName, what: '视频' }
  const rot = lookForRot()
  const base = {
    ffmpeg: tools.ffmpeg,
    niceness: setting.niceness,
    timeoutMs: setting.timeoutMs,
    signal: work.signal,
  }

  try {
    const facts = await ffprobe(tools.ffprobe, work.source, 'mov')
    const stream = facts && filmStream(facts)
    if (!stream) return refused(work, broken)
    const job = await composeFilm({
      ...work,
      tools,
      stream,
      base,
      encodes,
      frames,
      picture,
      partial,
      scratch,
    })
    progress(0.03)
    const onTime = (ms: number): void => progress(0.03 + (0.92 * ms) / work.probe.durationMs)
    await runFfmpeg({ ...job, onTime, onLine: rot.look })
    // What the decoder made up for would be seen on the air.
    if (rot.isFound()) return refused(work, broken)

    const made = new Set<VariantKey>()
    const finish = async (step: FilmStep): Promise<Result<Rendered>> => {
      const { key, output } = step
      const file = partial(key, extensionOf(output))
      const master = masterOf(output, films)
      if (master) {
        const from = path.join(work.dir, `${master.key}.mp4`)
        await cutLoop(base, made.has(master.key) ? from : partial(master.key, 'mp4'), file, output)
      }
      const finished = await finishFilm(step, file, work, setting)
      if (finished.ok) made.add(key)
      return finished
    }
    const what = (): string => work.fileName
    // The source is known to be sound by now: what fails from here on fails for one output alone.
    const results = [
      ...(await each(films, work.signal, what, finish)),
      ...(await each(frames, work.signal, what, (step) => finishFrame(step, picture, work))),
    ]
    progress(1)
    return results
  } catch (error) {
    if (!(error instanceof FfmpegFailed)) throw error
    if (storageFault(error) === 'full') throw error
    // A spoilt film is nobody's to try again, so it is told from an encoder that failed.
    if (error.by === 'exit' && (rot.isFound() || !(await isSound(work.source, base))))
      return refused(work, broken)
    const reason = error.by === 'timeout' ? '转码超时' : '转码程序出错'
    return refused(work, { kind: 'render-failed', what: work.fileName, reason })
  } finally {
    for (const file of scratch) await rm(file, { force: true })
  }
}

const isFilm = (step: FilmStep | FrameStep): step is FilmStep => step.output.kind === 'film'

const refused = (work: Work, problem: Problem): RenderResult[] =>
  work.outputs.map(({ key }) => ({ key, result: refuse(problem) }))

/** The full film, made in the same call, that a silent loop is cut from. */
function masterOf(loop: FilmOutput, films: readonly FilmStep[]): FilmStep | null {
  if (loop.profile !== 'h264-silent-loop') return null
  const isMaster = ({ output }: FilmStep): boolean =>
    output.profile === 'h264' &&
    output.width === loop.width &&
    output.height === loop.height &&
    output.kbps <= loop.kbps &&
    output.maxMs === null
  return films.find(isMaster) ?? null
}

async function cutLoop(
  base: Composition['base'],
  from: string,
  to: string,
  { maxMs }: FilmOutput,
): Promise<void> {
  const length = maxMs === null ? [] : ['-t', (maxMs / 1000).toFixed(3)]
  await runFfmpeg({
    ...base,
    filter: null,
    logLevel: 'error',
    inputs: [{ file: from, options: mov }],
    outputs: [
      {
        file: to,
        options: [
          '-map',
          '0:v:0',
          '-c',
          'copy',
          '-an',
          ...length,
          '-map_metadata',
          '-1',
          '-movflags',
          '+faststart',
          '-f',
          'mp4',
        ],
      },
    ],
  })
}

async function finishFilm(
  { key, output }: FilmStep,
  made: string,
  work: Work,
  setting: Setting,
): Promise<Result<Rendered>> {
  const finished = { key, file: made, output, what: work.fileName, film: work.probe, signal: work.signal }
  const checked = await checkFilm(finished, setting)
  if (!checked.ok) return checked
  const file = path.join(work.dir, `${key}.${extensionOf(output)}`)
  await rename(made, file)
  return ok({ ...checked.value, file })
}

/** Against its profile and the film it was made from. */
export async function checkFilm(
  { key, file, output, what, film, signal }: Finished<FilmOutput>,
  setting: Setting,
): Promise<Result<Rendered>> {
  if (!film) throw new Error('render: a film of no film')
  const tools = await setting.tools()
  const demuxer = output.profile === 'xdcam-hd422' ? 'mxf' : 'mov'
  const facts = await ffprobe(tools.ffprobe, file, demuxer)
  const durationMs = Math.min(film.durationMs, output.maxMs ?? Number.POSITIVE_INFINITY)
  const hasSound = film.hasAudio && output.loudness !== null
  const offSpec = (expected: string, found: string) =>
    refuse({ kind: 'output-off-spec' as const, what, expected, found })
  if (!facts) return offSpec('可读的视频', '无法读取')
  const wrong = deviation(output, facts, { durationMs, hasSound })
  if (wrong) return offSpec(wrong.expected, wrong.found)
  if (demuxer === 'mov' && !(await isFaststart(file))) return offSpec('可边下边播（moov 在前）', '须整体下载')
  const seconds = Number(filmStream(facts)?.duration ?? facts.format.duration ?? 0)
  const { niceness, timeoutMs } = setting
  const look = { file, demuxer, seconds, hasSound, tools, niceness, timeoutMs, signal } as const
  const measured = await measureFilm(look)
  if (!measured) return offSpec('可读的视频', '无法读取')
  return ok({
    key,
    file,
    mediaType: mediaTypeOfOutput(output),
    ...(await measureFile(file)),
    width: output.width,
    height: output.height,
    durationMs: Math.round(seconds * 1000),
    facts: measured,
  })
}

async function finishFrame(step: FrameStep, picture: string, work: Work): Promise<Result<Rendered>> {
  const { key, output, cut } = step
  const { width, height } = output
  const pixels = await decode(picture, [{ fit: 'cover', width, height, ...cut }])
  if (!pixels) return refuse({ kind: 'render-failed', what: work.fileName, reason: '没有取到封面画面' })
  // The machine's own frames are looked at as they were when the first of them were made, so that they stay the same.
  const placed = work.atMs === null ? { focal: await subjectOf(pixels) } : await placing(picture)(cut)
  const made = await cutTo(pixels, output, placed)
  return await finishStill(work.marksAi ? await marked(made) : made, key, output, work.fileName, work.dir)
}
