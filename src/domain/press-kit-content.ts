/** What a newspaper gets of an honoree: deeds within its 字数 and the work photos with their captions. */
import type { Campaign } from './campaign.ts'
import { fitText, type TextBounds } from './fitted-text.ts'
import type { Block, Honoree } from './honoree.ts'
import type { Limit } from './limit.ts'
import { ok, type Result } from './result.ts'
import type { ImageAsset } from './source-asset.ts'
import type { PressKitContent } from './variant.ts'

/** Longer headlines break over three lines of a newspaper column. */
const titleMax = 30

export function pressKitContent(
  campaign: Campaign,
  honoree: Honoree,
  photos: readonly ImageAsset[],
  { bodyMin, bodyMax }: Pick<TextBounds, 'bodyMin' | 'bodyMax'>,
  limits: readonly Limit[],
): Result<PressKitContent> {
  const text = fitText(honoree, campaign, { titleMax, bodyMin, bodyMax, topicsMax: 0 }, limits)
  if (!text.ok) return text
  return ok({
    slug: honoree.slug,
    title: text.value.title,
    byline: `${honoree.nominatedBy || campaign.organisers[0] || campaign.title}供稿`,
    paragraphs: text.value.body.flatMap(paragraphsOf),
    photos: photos.map((photo, index) => ({
      sha256: photo.sha256,
      storageKey: photo.storageKey,
      caption: photo.caption || workPhotoCaption(honoree, index),
      credit: photo.credit,
      marksAi: photo.isAiMade,
    })),
  })
}

/** For photographs nobody described. */
export const workPhotoCaption = ({ name, workplace }: Honoree, index: number): string =>
  `${workplace}${name}的工作和生活照片（${index + 1}）`

function paragraphsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'quote':
      return [block.text]
    case 'list':
      return block.items
  }
}
