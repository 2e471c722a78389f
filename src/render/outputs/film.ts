import type { FilmOutput } from '../../domain/outputs/film.ts'
import type { GroupWork } from '../../pipeline/ports.ts'
import { checkFilm, renderFilm } from '../film.ts'
import { cutAt, originalOf, outputsOf, type RenderKind, sourceOf } from './kind.ts'

/** Covers of one film are one picture: the same moment stands in the source of each. */
function momentOf({ steps }: GroupWork): number | null {
  const source = steps.find(({ output }) => output.kind === 'frame')?.source
  return (source?.kind === 'asset' ? source.atMs : null) ?? null
}

export const film: RenderKind<FilmOutput> = {
  async make(work, setting) {
    const { asset, file } = originalOf(work)
    const { fileName, probe } = asset
    if (probe.kind !== 'film') throw new Error(`render: a film from ${probe.kind}`)
    const { marksAi } = sourceOf(work, 'asset')
    const { dir, signal, onProgress } = work
    const outputs = outputsOf(work, 'film', 'frame').map(({ key, output }, n) =>
      output.kind === 'film' ? { key, output } : { key, output, cut: cutAt(work, n) },
    )
    return await renderFilm(
      { source: file, fileName, probe, marksAi, atMs: momentOf(work), outputs, dir, signal, onProgress },
      setting,
    )
  },
  check: checkFilm,
}
