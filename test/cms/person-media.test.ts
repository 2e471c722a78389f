/** The media half of a person's page: crops that cost what they say, and posters of words nobody has saved. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createLocalReq } from 'payload'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import { coverSeconds } from '../../src/cms/cover-field.ts'
import type { FocalPoint } from '../../src/domain/asset.ts'
import type { CropCost, Cropping, ShownFilm } from '../../src/domain/cropping.ts'
import type { FrozenContent } from '../../src/domain/frozen-content.ts'
import type { ShownGallery } from '../../src/domain/gallery.ts'
import type { PosterPreview } from '../../src/domain/poster-preview.ts'
import { gather, groundOf } from '../../src/pipeline/gather.ts'
import { makeFilm } from '../fixtures/hand-in.ts'
import { uploadForm } from '../fixtures/upload.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { makePhoto } from './photo.ts'
import { sampleCampaign, sampleHonoree, sampleRelease } from './samples.ts'
import { signIn } from './staff.ts'

const wide = { ratio: '16:9', x: 0.1, y: 0.2, width: 0.7 }

describe.each(databases)('a person’s pictures on %s', (kind) => {
  let studio: Studio
  let editor: string
  let operator: string
  let honoreeId: string
  beforeAll(async () => {
    studio = await openStudio(kind)
    const { records } = studio
    await signIn(studio, 'admin')
    editor = await signIn(studio, 'editor')
    operator = await signIn(studio, 'operator')
    const campaignId = await records.ensureCampaign(sampleCampaign)
    honoreeId = (await records.ensureHonoree({ ...sampleHonoree, campaignId, name: '李明' }, {})).id
    for (const name of ['李明1.jpg', '李明2.jpg']) {
      const form = uploadForm(await makePhoto(2400, 1800), name, { honoree: honoreeId, role: 'work-photo' })
      const response = await studio.request('POST', '/api/assets', { token: editor, form })
      expect(response.status).toBe(201)
    }
  })
  afterAll(() => studio.close())

  const look = async (token: string | null = editor): Promise<{ status: number; body: Cropping }> => {
    const response = await studio.request('GET', `/api/honorees/${honoreeId}/crops`, { token })
    return { status: response.status, body: (await response.json()) as Cropping }
  }
  const lead = async (): Promise<Cropping['photos'][number]> => {
    const [photo] = (await look()).body.photos
    if (!photo) throw new Error('no photo')
    return photo
  }
  const draw = async (body: object, token: string | null = editor) => {
    const photo = await lead()
    const sent = { focal: null, crops: [], seen: photo.seen, ...body }
    const response = await studio.request('POST', `/api/assets/${photo.id}/crops`, { token, body: sent })
    const answer = (await response.json()) as CropCost & { seen: string; errors?: { message: string }[] }
    return { status: response.status, ...answer, sentence: answer.errors?.[0]?.message }
  }
  const wantedKeys = async (): Promise<ReadonlyMap<string, string>> => {
    const { records } = studio
    const editions = await records.honoree(honoreeId)
    if (!editions) throw new Error('nobody')
    const ports = { records, channels, uncovered: () => [] }
    const { wanted } = await gather(editions, await groundOf(ports), ports)
    return new Map(wanted.map(({ key, output }) => [key, JSON.stringify(output)]))
  }

  it('are shown with every ratio somebody wants them in', async () => {
    const { body } = await look()
    expect(body.mayChange).toBe(true)
    const [first] = body.photos
    expect(first).toMatchObject({ fileName: '李明1.jpg', width: 2400, height: 1800, focal: null, crops: [] })
    expect(first?.needs.map(({ ratio }) => ratio).sort()).toEqual(['16:9', '1:1', '3:2', '4:3', '7:9'])
    expect(first?.needs.find(({ ratio }) => ratio === '7:9')?.channels).toContain('公交车')
  })

  it('are nobody else’s to see or to cut', async () => {
    expect((await look(operator)).status).toBe(403)
    expect((await look(null)).status).toBe(403)
    expect((await draw({ crops: [wide] }, operator)).status).toBe(403)
    expect((await draw({ crops: [wide] }, null)).status).toBe(403)
  })

  it('say what a crop would cost before it is kept, and cost just that', async () => {
    const before = await wantedKeys()
    studio.woken.length = 0
    const trial = await draw({ crops: [wide], isTrial: true })
    expect([trial.status, trial.lost]).toEqual([200, []])
    expect((await lead()).crops).toEqual([])
    expect(studio.woken).toEqual([])

    const kept = await draw({ crops: [wide] })
    expect(kept.redone).toEqual(trial.redone)
    const photo = await lead()
    expect(photo.crops).toEqual([wide])
    expect(photo.seen).toBe(kept.seen)
    expect(studio.woken).toContain(honoreeId)
    const news = [...(await wantedKeys())].filter(([key]) => !before.has(key))
    expect(news.length).toBe(kept.redone.length)
    for (const [, output] of news) {
      const { width, height } = JSON.parse(output) as { width: number; height: number }
      expect(width / height).toBeCloseTo(16 / 9)
    }
  })

  it('keep a focal point that is the very middle, and let it move all that no hand has drawn', async () => {
    const cost = await draw({ crops: [wide], focal: { x: 0.5, y: 0.5 } })
    expect(cost.redone.length).toBeGreaterThan(5)
    expect(cost.redone).not.toContain('图片 1920×1080')
    expect((await lead()).focal).toEqual({ x: 0.5, y: 0.5 })
    expect((await draw({ crops: [wide], focal: { x: 0.5, y: 0.5 }, isTrial: true })).redone).toEqual([])
  })

  it('refuse a crop that leaves the picture, and one with too few pixels, in a sentence', async () => {
    const outside = await draw({ crops: [{ ratio: '16:9', x: 0.6, y: 0, width: 0.6 }] })
    expect([outside.status, outside.sentence]).toEqual([
      400,
      '“李明1.jpg”的裁切框或主体位置超出了照片，请刷新页面后重新裁切。',
    ])
    expect((await draw({ focal: { x: 1.2, y: 0 } })).status).toBe(400)
    const small = await draw({ crops: [{ ratio: '16:9', x: 0, y: 0, width: 0.3 }], isTrial: true })
    expect([small.status, small.sentence]).toEqual([
      400,
      '“李明1.jpg”的裁切框只有 720×405 像素，要做的成品至少需要 1280×720，请把裁切框放大后再保存。',
    ])
  })

  it('tell what would not be made any more where nothing waits for it', async () => {
    // 4K needs 1440 lines of the portrait.
    const cost = await draw({ crops: [{ ratio: '7:9', x: 0.2, y: 0, width: 0.4 }], isTrial: true })
    expect(cost.lost).toEqual(['海报 3840×2160'])
  })

  it('are cut by one at a time', async () => {
    const stale = await draw({ seen: '2020-01-01T00:00:00.000Z' })
    expect([stale.status, stale.sentence]).toEqual([409, '同事刚刚改过这张照片，请刷新页面，看过后再裁切。'])
    const { id, seen } = await lead()
    // Both have compared what they saw before either writes.
    const { db } = studio.payload
    const find = db.find.bind(db) as (args: unknown) => Promise<never>
    let meet: () => void = () => {}
    const meeting = new Promise<void>((resolve) => {
      meet = resolve
    })
    let arrived = 0
    const spy = vi.spyOn(db, 'find').mockImplementation(async (args) => {
      if (args.collection === 'screens' && ++arrived === 2) meet()
      if (args.collection === 'screens') await meeting
      return find(args)
    })
    const race = await Promise.all(
      [0, 0.2].map((x) => {
        const body = { focal: null, crops: [{ ...wide, x }], seen }
        return studio.request('POST', `/api/assets/${id}/crops`, { token: editor, body })
      }),
    )
    spy.mockRestore()
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409])
    const x = race[0]?.status === 200 ? 0 : 0.2
    expect((await lead()).crops).toEqual([{ ...wide, x }])
  })

  it('have no other way in for crops', async () => {
    const { id, crops } = await lead()
    const body = { crops: [{ ...wide, x: 0 }], caption: '新的图注' }
    const response = await studio.request('PATCH', `/api/assets/${id}`, { token: editor, body })
    expect(response.status).toBe(200)
    const photo = await lead()
    expect([photo.caption, photo.crops]).toEqual(['新的图注', crops])
  })

  it('go back to the machine’s own cut', async () => {
    await draw({})
    const photo = await lead()
    expect([photo.crops, photo.focal]).toEqual([[], null])
    const history = await studio.request('GET', `/api/assets/${photo.id}/history`, { token: editor })
    const { entries } = (await history.json()) as { entries: { untold: string[] }[] }
    expect(entries[0]?.untold).toContain('手动裁切')
  })

  it('let every photograph be framed, also one that nothing is cut from yet', async () => {
    const [first, second] = (await look()).body.photos
    expect(second?.needs).toEqual(first?.needs)
    expect([first?.isSpare, second?.isSpare, second?.subject]).toEqual([false, true, null])
    const body = { focal: null, crops: [wide], seen: second?.seen, isTrial: true }
    const address = `/api/assets/${second?.id}/crops`
    const trial = await studio.request('POST', address, { token: editor, body })
    const said = (await trial.json()) as CropCost & { subject: FocalPoint }
    expect([trial.status, said.redone, said.lost]).toEqual([200, [], []])
    expect(said.subject.x).toBeGreaterThan(0)
    const kept = await studio.request('POST', address, { token: editor, body: { ...body, isTrial: false } })
    expect(kept.status).toBe(200)
    expect((await look()).body.photos[1]?.crops).toEqual([wide])
  })

  describe('in a film', () => {
    const film = async (token: string | null = editor): Promise<ShownFilm> => {
      const [found] = (await look(token)).body.films
      if (!found) throw new Error('no film')
      return found
    }
    const choose = async (body: object, token: string | null = editor) => {
      const { id, seen } = await film()
      const sent = { focal: null, crops: [], seen, ...body }
      const response = await studio.request('POST', `/api/assets/${id}/crops`, { token, body: sent })
      const answer = (await response.json()) as CropCost & { errors?: { message: string }[] }
      return { status: response.status, ...answer, sentence: answer.errors?.[0]?.message }
    }
    const patch = async (body: object) => {
      const { id } = await film()
      const response = await studio.request('PATCH', `/api/assets/${id}`, { token: editor, body })
      const { errors } = (await response.json()) as {
        errors?: { data?: { errors?: { message: string }[] } }[]
      }
      return [response.status, errors?.[0]?.data?.errors?.[0]?.message]
    }
    beforeAll(async () => {
      const file = path.join(studio.folder, 'film.mp4')
      await makeFilm(file, 2, '1920x1080')
      const form = uploadForm(await readFile(file), '李明.mp4', { honoree: honoreeId, role: 'film' })
      const { status } = await studio.request('POST', '/api/assets', { token: editor, form })
      expect(status).toBe(201)
    })

    it('are chosen for its covers: that costs the covers and wakes the worker, and is theirs to do who may', async () => {
      const { needs, coverMs, covers } = await film()
      expect(needs.map(({ ratio }) => ratio).sort()).toEqual(['16:9', '3:4', '4:3'])
      expect([coverMs, covers]).toEqual([null, []])
      expect((await choose({ coverSeconds: 1 }, operator)).status).toBe(403)
      const before = await wantedKeys()
      const trial = await choose({ coverSeconds: 0.75, isTrial: true })
      expect(trial.redone.every((label) => label.startsWith('视频封面'))).toBe(true)
      expect((await film()).coverMs).toBeNull()
      studio.woken.length = 0
      const kept = await choose({ coverSeconds: 0.75, focal: { x: 0.25, y: 0.5 } })
      expect([kept.status, kept.redone]).toEqual([200, trial.redone])
      expect(studio.woken).toContain(honoreeId)
      expect(await film()).toMatchObject({ coverMs: 750, focal: { x: 0.25, y: 0.5 } })
      const news = [...(await wantedKeys())].filter(([key]) => !before.has(key))
      expect(news.length).toBe(trial.redone.length)
      expect(news.every(([, output]) => output.includes('"kind":"frame"'))).toBe(true)
    })

    it('are not chosen beyond its end, neither here nor in its form, nor of a photograph', async () => {
      const beyond = '“李明.mp4”的封面画面填的是第 2.5 秒，应在 0 至'
      const here = await choose({ coverSeconds: 2.5, isTrial: true })
      expect([here.status, here.sentence?.startsWith(beyond)]).toEqual([400, true])
      const [status, sentence] = await patch({ coverSeconds: 2.5 })
      expect([status, String(sentence).startsWith(beyond)]).toEqual([400, true])
      // The form is drawn anew after that, without what was measured, and must not lose the sentence.
      const { id } = await film()
      const req = await createLocalReq({}, studio.payload)
      const args = { data: { mimeType: 'video/mp4' }, id, req }
      const validate = coverSeconds.validate as unknown as (
        value: number,
        how: typeof args,
      ) => Promise<true | string>
      expect(String(await validate(2.5, args)).startsWith(beyond)).toBe(true)
      expect(await validate(0.5, args)).toBe(true)
      expect((await draw({ coverSeconds: 1 })).sentence).toContain('不是视频')
      expect((await patch({ coverSeconds: 0.5 }))[0]).toBe(200)
      expect(await film()).toMatchObject({ coverMs: 500, focal: { x: 0.25, y: 0.5 } })
    })

    it('keep their moment where none is sent, and no crop that was drawn on another picture', async () => {
      const crops = [{ ratio: '3:4', x: 0.1, y: 0.1, width: 0.3 }]
      expect((await choose({ crops })).status).toBe(200)
      expect(await film()).toMatchObject({ coverMs: 500, crops })
      expect((await patch({ caption: '说明' }))[0]).toBe(200)
      expect((await film()).crops).toEqual(crops)
      expect((await patch({ coverSeconds: 0.6 }))[0]).toBe(200)
      expect(await film()).toMatchObject({ coverMs: 600, crops: [] })
      // Left to the machine and chosen again, the old framing does not come back.
      expect((await choose({ crops, focal: { x: 0.25, y: 0.5 } })).status).toBe(200)
      for (const coverSeconds of [null, 0.5]) expect((await patch({ coverSeconds }))[0]).toBe(200)
      expect(await film()).toMatchObject({ coverMs: 500, crops: [], focal: null })
    })

    it('are the machine’s again when nobody chooses, and how they were framed goes with it', async () => {
      expect((await choose({ coverSeconds: null, focal: { x: 0.25, y: 0.5 } })).status).toBe(200)
      const { id, coverMs, focal } = await film()
      expect([coverMs, focal]).toEqual([null, null])
      const history = await studio.request('GET', `/api/assets/${id}/history`, { token: editor })
      const told = JSON.stringify(await history.json())
      expect(told).toContain('封面画面（秒）')
      expect(told).toContain('0.75')
    })
  })

  const galleryFor = async (token: string | null) => {
    const response = await studio.request('GET', `/api/honorees/${honoreeId}/gallery`, { token })
    return { status: response.status, body: (await response.json()) as ShownGallery }
  }

  it('become a gallery: what is made by a signed address, what failed with its reason, nothing superseded', async () => {
    const { records } = studio
    const [made = '', failed = ''] = (await wantedKeys()).keys()
    const row = { honoreeId, assetId: null, label: '图片', channelIds: ['beiguo'], cost: 1 }
    await records.announceVariants([made, failed, 'old'].map((key) => ({ ...row, key })))
    const variant = {
      ...{ storageKey: 'variants/a.jpg', mediaType: 'image/jpeg', sha256: 'a', crc32: 1, bytes: 1_000 },
      ...{ width: 16, height: 9, durationMs: null, facts: {} },
    }
    for (const key of [made, failed, 'old']) {
      await records.claimVariant(key, 'me', studio.now, new Date(studio.now.getTime() + 1_000))
      if (key === failed)
        await records.failVariant(
          key,
          'me',
          { kind: 'render-failed', what: '图片', reason: '试验' },
          studio.now,
        )
      else await records.completeVariant('me', { ...variant, key }, studio.now)
    }
    const { body } = await galleryFor(editor)
    const itemOf = (key: string) => body.items.find((item) => item.key === key)
    expect(itemOf(made)).toMatchObject({ state: 'done', href: '/files/variants/a.jpg?signed', bytes: 1_000 })
    expect(itemOf(failed)).toMatchObject({ state: 'failed', href: null })
    expect(itemOf(failed)?.problem).toContain('试验')
    expect(itemOf('old')).toBeUndefined()
    expect(body.channels[0]?.group).toBe('报纸电视')
    const retried = await studio.request('POST', `/api/variants/${failed}/retry`, {
      token: editor,
    })
    expect(retried.status).toBe(200)
    expect((await galleryFor(editor)).body.items.find(({ key }) => key === failed)?.state).toBe('waiting')
    expect([(await galleryFor(operator)).status, (await galleryFor(null)).status]).toEqual([403, 403])
    await records.retryVariant(made, 'done')
    await records.forgetVariants([made, failed, 'old'], ['waiting', 'done'])
  })

  it('are shown on a release as they were frozen', async () => {
    const { records } = studio
    const campaignId = (await records.campaigns())[0]?.id ?? ''
    await records.addRelease(sampleRelease(campaignId, honoreeId, 1))
    const id = (await records.releases(honoreeId))[0]?.id
    const ask = async (token: string | null) => studio.request('GET', `/api/releases/${id}/frozen`, { token })
    const content = (await (await ask(operator)).json()) as FrozenContent
    expect([content.title, content.media[0]?.href]).toEqual([
      '让每一粒种子都有名字',
      '/files/variants/sh/shown.jpg?signed',
    ])
    expect(JSON.stringify(content)).not.toContain('storageKey')
    expect((await ask(null)).status).toBe(401)
    expect((await studio.request('GET', '/api/releases/nothing/frozen', { token: editor })).status).toBe(404)
  })

  const words = {
    name: '李明',
    position: '研究员',
    workplace: '沈阳农业大学水稻研究所',
    motto: '让每一粒种子都有名字',
  }
  const preview = async (body: object, token: string | null = editor) => {
    const response = await studio.request('POST', `/api/honorees/${honoreeId}/posters`, { token, body })
    return { response, body: (await response.json()) as PosterPreview & { errors?: { message: string }[] } }
  }

  it('make posters of words nobody has saved, at every screen’s shape, for no cache', async () => {
    const screen = {
      name: '站前大屏',
      slug: 'station',
      channelId: 'bus',
      width: 960,
      height: 320,
      stillSeconds: 10,
    }
    await studio.payload.create({ collection: 'screens', data: screen })
    const { response, body } = await preview(words)
    expect([response.status, response.headers.get('cache-control'), body.problems]).toEqual([
      200,
      'no-store',
      [],
    ])
    expect(body.posters.map(({ width, height }) => `${width}x${height}`)).toContain('960x320')
    for (const { width, height, image } of body.posters) {
      const jpeg = Buffer.from((image ?? '').replace('data:image/jpeg;base64,', ''), 'base64')
      const made = await sharp(jpeg).metadata()
      expect(Math.max(made.width, made.height)).toBe(480)
      expect(Math.abs(made.width / made.height / (width / height) - 1)).toBeLessThan(0.02)
    }
    const other = await preview({ ...words, motto: '另一句话' })
    expect(other.body.posters[0]?.image).not.toBe(body.posters[0]?.image)
    expect((await preview(words)).body.posters).toEqual(body.posters)
    // Nothing of it stays.
    expect(await studio.records.variantRows(honoreeId)).toEqual([])
  })

  it('say what is too long, what no font draws, and that somebody is missing', async () => {
    expect((await preview({ ...words, motto: '长'.repeat(41) })).body).toEqual({
      problems: ['“海报语”有 41 字，不能超过 40 字，请精简。'],
      posters: [],
    })
    expect((await preview({ ...words, name: '𠮷野' })).body.problems[0]).toContain('𠮷')
    expect((await preview({ ...words, name: '' })).body.problems.length).toBe(1)
    expect((await preview({ ...words, name: 7 })).response.status).toBe(400)
    expect((await preview({ ...words, motto: '长'.repeat(5_000) })).response.status).toBe(400)
  })

  it('are drawn for editors alone, and the latest words only', async () => {
    expect((await preview(words, operator)).response.status).toBe(403)
    expect((await preview(words, null)).response.status).toBe(403)
    const answers = await Promise.all(['一', '二', '三'].map((motto) => preview({ ...words, motto })))
    expect(answers.map(({ response }) => response.status).toSorted()).toEqual([200, 409, 409])
  })
})
