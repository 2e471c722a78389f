import { expect, it } from 'vitest'
import { markShown } from '../../src/pipeline/mark-shown.ts'
import { media, release } from '../domain/release-sample.ts'
import { createMemoryRecords } from '../fixtures/memory-records.ts'

it('shows nothing again that another process withdrew, whose clock is ahead', async () => {
  const records = createMemoryRecords()
  const [file, other] = [media({ specId: 'first' }), media({ specId: 'second' })]
  const [one, another] = [
    release({ channelId: 'bus', version: 1 }, [file]),
    release({ channelId: 'metro' }, [other]),
  ]
  const corrected = release({ channelId: 'bus', version: 2 }, [file])
  for (const { key } of [file, other])
    await records.announceVariants([
      { key, honoreeId: one.honoreeId, assetId: null, label: key, channelIds: [], cost: 1 },
    ])
  records.tables.releases.push(one, corrected, another)
  await markShown(null, { records })
  expect(records.tables.shown).toEqual(new Set([file.key, other.key]))

  const at = new Date('2999-01-01T00:00:00Z')
  records.tables.withdrawals.push({ releaseId: corrected.id, at, reason: '换图' })
  await markShown(null, { records })
  expect(records.tables.shown).toEqual(new Set([other.key]))
})
