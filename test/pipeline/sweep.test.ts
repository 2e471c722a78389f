/** Rows and bytes held against each other: what is shown or wanted stays, whatever happens at the same time. */
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import { checkSweep } from '../../src/checkup.ts'
import { originalKey } from '../../src/domain/asset.ts'
import { sha256 } from '../../src/domain/fingerprint.ts'
import type { Records } from '../../src/pipeline/records.ts'
import { prepareRelease } from '../../src/pipeline/release.ts'
import { honoree, workPhoto } from '../domain/sample.ts'
import { openPaperHouse, type PaperHouse, uncovered } from './paper-house.ts'

const dayMs = 24 * 3_600_000
const nothing = { repaired: 0, recalled: 0, forgotten: 0, orphans: 0, deleted: 0, unread: 0 }

let house: PaperHouse
beforeEach(async () => {
  house = await openPaperHouse()
})

const rows = () => [...house.records.tables.variants.values()]
const removeThirdPhoto = (): void => {
  const { assets } = house.records.tables
  assets.splice(
    assets.findIndex(({ role, order }) => role === 'work-photo' && order === 3),
    1,
  )
}

describe('sweep', () => {
  it('finds nothing to do in a whole house', async () => {
    await house.settle()
    expect(await house.sweep({ isAlone: true })).toEqual(nothing)
  })

  it('sends rows without bytes back to work, and puts bytes without rows into quarantine', async () => {
    await house.settle()
    const [lost, ...kept] = await house.files('variants')
    await rm(path.join(house.root, lost ?? ''))
    await writeFile(path.join(house.root, 'variants/stray.jpg'), 'x')
    await writeFile(path.join(house.root, 'originals/half.jpg'), 'x')
    const { records } = house
    expect(await checkSweep(records, new Date())).toMatchObject({ state: 'look', text: '还没有清理过' })
    expect(await house.sweep({ isAlone: true })).toEqual({ ...nothing, repaired: 1, orphans: 2 })
    const swept = await records.lastSweep()
    expect(swept?.report).toEqual({ ...nothing, repaired: 1, orphans: 2 })
    const told = await checkSweep(records, swept!.at)
    expect(told.state).toBe('good')
    expect(told.text).toContain('1 件成品的文件丢失，已重新排队，2 个无用的文件移入隔离区')
    const later = new Date(swept!.at.getTime() + 37 * 3_600_000)
    expect(await checkSweep(records, later)).toMatchObject({ state: 'look', text: told.text })
    expect(await house.files('variants')).toEqual(kept)
    expect(await house.files('quarantine')).toEqual([
      'quarantine/originals/half.jpg',
      'quarantine/variants/stray.jpg',
    ])
    await house.settle()
    expect(await house.files('variants')).toEqual([lost, ...kept])
  })

  it('reads the list of originals once, however many are loose', async () => {
    let reads = 0
    const counted: Records = {
      ...house.records,
      originalKeys() {
        reads += 1
        return house.records.originalKeys()
      },
    }
    for (const name of ['a', 'b', 'c']) await writeFile(path.join(house.root, `originals/${name}.jpg`), 'x')
    expect((await house.sweep({ isAlone: true, records: counted })).orphans).toBe(3)
    expect(reads).toBe(1)
  })

  it('spares what is younger than itself, and originals for a day when others may write', async () => {
    await writeFile(path.join(house.root, 'originals/coming.jpg'), 'x')
    await writeFile(path.join(house.root, 'originals/stray.jpg'), 'x')
    expect(await house.sweep({ isAlone: true, afterMs: -60_000 })).toEqual(nothing)
    expect(await house.sweep()).toEqual(nothing)
    expect(await house.sweep({ afterMs: dayMs + 1_000 })).toEqual({ ...nothing, orphans: 2 })
  })

  it('takes the row at one sweep, the bytes at the next, and deletes them after a week', async () => {
    await house.settle()
    const before = await house.files('variants')
    removeThirdPhoto()
    const { forgotten } = await house.sweep()
    expect(forgotten).toBeGreaterThan(0)
    expect(await house.files('variants')).toEqual(before)
    expect(await house.sweep()).toEqual({ ...nothing, orphans: forgotten })
    expect((await house.files('quarantine')).length).toBe(forgotten)
    // By now the photograph itself is loose too.
    expect(await house.sweep({ afterMs: 6 * dayMs })).toEqual({ ...nothing, orphans: 1 })
    expect((await house.sweep({ afterMs: 7 * dayMs + 1_000 })).deleted).toBe(forgotten + 1)
    expect(await house.files('quarantine')).toEqual([])
  })

  it('brings bytes back from quarantine when a row or a release knows them again', async () => {
    await house.settle()
    const before = await house.files('variants')
    const { tables } = house.records
    const lost = new Map(tables.variants)
    tables.variants.clear()
    expect((await house.sweep()).orphans).toBe(before.length)
    expect(await house.files('variants')).toEqual([])
    for (const [key, row] of lost) tables.variants.set(key, row)
    expect(await house.sweep()).toEqual({ ...nothing, recalled: before.length })
    expect(await house.files('variants')).toEqual(before)
  })

  it('keeps every row and file of an honoree who cannot be read', async () => {
    await house.settle()
    const before = await house.files('variants')
    const reason = '“同意日期”不是日期'
    house.records.tables.unreadable.set(honoree.id, {
      kind: 'record-unreadable',
      what: '人选',
      name: honoree.name,
      reason,
    })
    house.records.tables.honorees[0] = { ...honoree, edition: 'draft' }
    for (let day = 1; day < 10; day += 1)
      expect(await house.sweep({ afterMs: day * dayMs })).toEqual({ ...nothing, unread: 1 })
    expect(await house.files('variants')).toEqual(before)
  })

  it('found S5 (c): keeps what is finished between its reads', async () => {
    const { records } = house
    const late: Records = {
      ...records,
      async variantRows(of) {
        const read = await records.variantRows(of)
        await house.settle()
        return read
      },
    }
    expect(await house.sweep({ records: late })).toEqual(nothing)
    expect(rows().length).toBeGreaterThan(15)
    expect(await house.files('variants')).toEqual(
      rows()
        .map(({ variant }) => variant?.storageKey)
        .sort(),
    )
  })
})

/** Mulberry32: the same order of events for the same seed, as far as the disk plays along. */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const seeds = process.env.SWEEP_SEED
  ? [Number(process.env.SWEEP_SEED)]
  : [1, 2, 3, Math.floor(Math.random() * 2 ** 31)]

describe('whatever happens at the same time', () => {
  it.each(seeds)('keeps what is shown and what is done (SWEEP_SEED=%i)', async (seed) => {
    const random = randomOf(seed)
    const { tables } = house.records
    /** Every question to the records may take a while, during which everything else goes on. */
    const records = new Proxy(house.records, {
      get(target, name: keyof Records) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return async (...args: unknown[]) => {
          for (let turns = random(4); turns > 0; turns -= 1) await setImmediate()
          const answer: unknown = await member.apply(target, args)
          for (let turns = random(4); turns > 0; turns -= 1) await setImmediate()
          return answer
        }
      },
    })

    let photos = 4
    const acts: Record<string, () => Promise<unknown> | unknown> = {
      render: () => house.settle(records),
      sweep: () => house.sweep({ records, afterMs: random(2) * 1_000 }),
      draft() {
        const newest = tables.honorees[0] ?? honoree
        if (newest.edition === 'published')
          tables.published.set(honoree.id, { ...newest, edition: 'published' })
        tables.honorees[0] = { ...newest, motto: `第 ${random(3)} 稿`, edition: 'draft' }
      },
      publish: () => house.records.publishHonoree(honoree.id),
      spoil: () => tables.unreadable.set(honoree.id, { kind: 'field-missing', field: '人选类别' }),
      mend: () => tables.unreadable.delete(honoree.id),
      async import() {
        photos += 1
        const { id: _, ...photo } = workPhoto(photos)
        const file = path.join(house.root, `hand-in-${photos}`)
        await writeFile(file, `photo ${photos}`)
        const hash = sha256(`photo ${photos}`)
        const storageKey = originalKey(photo.fileName, hash)
        await house.store.put(file, storageKey)
        await records.addAsset({ ...photo, sha256: hash, storageKey })
      },
      remove() {
        if (tables.assets.length > 3) tables.assets.splice(random(3), 1)
      },
      loseRow() {
        const lost = rows()[random(tables.variants.size)]
        if (lost && lost.state !== 'rendering') tables.variants.delete(lost.key)
      },
      async release() {
        const channel = channels[random(channels.length)]
        if (!channel) return
        const prepared = await prepareRelease(
          {
            honoreeId: honoree.id,
            channel,
            validFrom: new Date(),
            validUntil: null,
            embargoedUntil: null,
            corrects: (await records.latestRelease(honoree.id, channel.id))?.version ?? null,
          },
          { records, uncovered },
          new Date(),
        )
        if (prepared.ok) await records.addRelease(prepared.value.release)
      },
    }
    const names = Object.keys(acts)
    const loop = async (first: readonly string[], rounds: number): Promise<void> => {
      for (const name of first) await acts[name]?.()
      for (let round = 0; round < rounds; round += 1) await acts[names[random(names.length)] ?? '']?.()
    }
    await house.settle()
    await Promise.all([
      loop(['sweep', 'sweep', 'sweep'], 12),
      loop(['release', 'release'], 25),
      loop(['draft', 'render'], 25),
    ])

    expect(tables.releases.length).toBeGreaterThan(0)
    const missing: string[] = []
    for (const { version, channelId, snapshot } of tables.releases)
      for (const { storageKey, bytes } of snapshot.media)
        if ((await house.store.size(storageKey)) !== bytes)
          missing.push(`${channelId} ${version} ${storageKey}`)
    for (const { state, variant } of rows())
      if (state === 'done' && (await house.store.size(variant?.storageKey ?? '')) !== variant?.bytes)
        missing.push(`row ${variant?.storageKey}`)
    for (const { storageKey } of tables.assets)
      if ((await house.store.size(storageKey)) === null) missing.push(storageKey)
    expect(missing).toEqual([])
  })
})
