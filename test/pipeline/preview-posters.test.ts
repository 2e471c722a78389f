/** Posters of words not saved yet: only those the year's channels would really show. */
import { expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import type { Campaign } from '../../src/domain/campaign.ts'
import { ok } from '../../src/domain/result.ts'
import { previewPosters } from '../../src/pipeline/preview-posters.ts'
import { campaign, honoree, workPhotos } from '../domain/sample.ts'
import { createMemoryRecords } from '../fixtures/memory-records.ts'

/** The names of the channels whose posters are previewed. */
async function previewed(unusedChannels: Campaign['unusedChannels']): Promise<ReadonlySet<string>> {
  const records = createMemoryRecords()
  records.tables.campaigns.push({ ...campaign, unusedChannels })
  records.tables.honorees.push(honoree)
  records.tables.assets.push(...workPhotos)
  const outcome = await previewPosters(
    { honoreeId: honoree.id, words: honoree, asker: 'editor' },
    {
      records,
      channels,
      sketch: async (_, { sizes }) => ({
        kind: 'done',
        value: ok(sizes.map((size) => ({ ...size, jpeg: ok(new Uint8Array()) }))),
      }),
    },
  )
  if (outcome?.kind !== 'done') throw new Error('nothing was previewed')
  return new Set(outcome.value.posters.flatMap((poster) => poster.channels))
}

it('previews nothing for a channel that the campaign does without', async () => {
  const all = await previewed([])
  expect(all).toContain('公交车')
  const fewer = await previewed(['bus'])
  expect([...fewer]).toEqual([...all].filter((label) => label !== '公交车'))
})
