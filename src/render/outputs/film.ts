import type { FilmOutput } from '../../domain/outputs/film.ts'
import { checkFilm, renderFilm } from '../film.ts'
import { originalOf, outputsOf, type RenderKind, sourceOf } from './kind.ts'

export const film: RenderKind<FilmOutput> = {
  async make(work, setting) {
    const { asset, file } = originalOf(work)
    const { fileName, probe } = asset
    if (probe.kind !== 'film') throw new Error(`render: a film from ${probe.kind}`)
    const { marksAi } = sourceOf(work, 'asset')
    const { dir, signal, onProgress } = work
    const outputs = outputsOf(work, 'film', 'frame')
    return await renderFilm(
      { source: file, fileName, probe, marksAi, outputs, dir, signal, onProgress },
      setting,
    )
  },
  check: checkFilm,
}
