/** The posters of words that nobody has saved yet: planned from what is recorded, drawn small, kept nowhere. */
import { channelsInUse } from '../domain/campaign.ts'
import type { Channel } from '../domain/channel.ts'
import { portraitProblem } from '../domain/outputs/poster.ts'
import { type PosterWords, posterContent } from '../domain/poster-content.ts'
import { type PosterPreview, posterSizes, wordProblems } from '../domain/poster-preview.ts'
import { type Problem, sentence } from '../domain/problem.ts'
import type { Result } from '../domain/result.ts'
import { screenSizeProblem } from '../domain/screen.ts'
import { posterPortrait } from '../domain/source-asset.ts'
import type { Latest, Outcome } from './latest.ts'
import type { BlobStore, PosterSketches, Renderer, SketchWork } from './ports.ts'
import type { Records } from './records.ts'

/** Drawn in the process that answers, for one asker the latest only. */
export type Sketch = (
  asker: string,
  work: Omit<SketchWork, 'portraitFile' | 'signal'>,
  left?: AbortSignal,
) => Promise<Outcome<Result<PosterSketches>>>

export const sketchWith =
  (
    latest: Latest,
    store: Pick<BlobStore, 'withLocal'>,
    { sketchPosters }: Pick<Renderer, 'sketchPosters'>,
  ): Sketch =>
  (asker, work, left) =>
    latest.ask(
      asker,
      (signal) =>
        store.withLocal(work.content.portrait.storageKey, (portraitFile) =>
          sketchPosters({ ...work, portraitFile, signal }),
        ),
      left,
    )

export interface PreviewPorts {
  readonly records: Pick<Records, 'honoree' | 'campaigns' | 'screens' | 'assetsOf'>
  readonly channels: readonly Channel[]
  readonly sketch: Sketch
}

export interface PreviewAsked {
  readonly honoreeId: string
  readonly words: PosterWords
  /** Who looks; of each only the latest words are drawn. */
  readonly asker: string
  readonly left?: AbortSignal | undefined
}

/** As wide as it is shown, on a screen with twice the pixels. */
const longSide = 480

/** Null where there is no such honoree. */
export async function previewPosters(
  { honoreeId, words, asker, left }: PreviewAsked,
  { records, channels, sketch }: PreviewPorts,
): Promise<Outcome<PosterPreview> | null> {
  const editions = await records.honoree(honoreeId)
  if (!editions) return null
  const campaign = (await records.campaigns()).find(({ id }) => id === editions.campaignId)
  const portrait = posterPortrait(await records.assetsOf(honoreeId))
  const broken: Problem[] = [...wordProblems(words)]
  if (!campaign) broken.push({ kind: 'field-missing', field: '活动' })
  if (!portrait) broken.push({ kind: 'material-missing', name: words.name, what: '工作或生活照片' })
  const sizes = posterSizes(channelsInUse(campaign, channels), await records.screens())
  const nothing = (problems: readonly Problem[]): Outcome<PosterPreview> => ({
    kind: 'done',
    value: { problems: problems.map(sentence), posters: [] },
  })
  if (broken.length > 0 || !campaign || !portrait) return nothing(broken)

  const refused = sizes.map(
    (size) => screenSizeProblem(size.width, size.height) ?? portraitProblem(portrait, size),
  )
  const content = posterContent(campaign, words, portrait)
  const drawable = sizes.filter((_, n) => refused[n] === null)
  if (drawable.length === 0) return nothing(refused.flatMap((problem) => problem ?? []).slice(0, 1))
  const outcome = await sketch(asker, { content, sizes: drawable, longSide }, left)
  if (outcome.kind !== 'done') return outcome
  if (!outcome.value.ok) return nothing([outcome.value.problem])
  const drawn = new Map(
    drawable.map((size, n) => [size, outcome.value.ok ? outcome.value.value[n] : undefined]),
  )
  const posters = sizes.map((size, n) => {
    const jpeg = drawn.get(size)?.jpeg
    const problem = refused[n] ?? (jpeg && !jpeg.ok ? jpeg.problem : null)
    return {
      ...size,
      image: jpeg?.ok ? `data:image/jpeg;base64,${Buffer.from(jpeg.value).toString('base64')}` : null,
      problem: problem && sentence(problem),
    }
  })
  return { kind: 'done', value: { problems: [], posters } }
}
