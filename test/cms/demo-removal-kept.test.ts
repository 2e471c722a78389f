/** Whoever is real stays when the demo is removed, whichever way they came into the demo's campaign or became real. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importMaterials } from '../../scripts/import-materials.ts'
import { removalPhrase } from '../../src/domain/removal.ts'
import { receive } from '../../src/pipeline/hand-in/receive.ts'
import { removeDemos } from '../../src/pipeline/removal.ts'
import { documentReader } from '../../src/render/documents/document-reader.ts'
import { uncovered } from '../../src/render/fonts.ts'
import { examine } from '../../src/render/probe.ts'
import { heavyJpeg } from '../fixtures/hand-in.ts'
import { tools } from '../render/fixtures.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleAsset, sampleCampaign, sampleHonoree } from './samples.ts'
import { signIn } from './staff.ts'

describe.each(databases)('people who stay when the demo goes on %s', (kind) => {
  let studio: Studio
  let admin: string
  let editor: string
  let demo: string
  let own: string

  beforeAll(async () => {
    studio = await openStudio(kind)
    studio.now = new Date('2026-05-20T02:00:00.000Z')
    admin = await signIn(studio, 'admin')
    editor = await signIn(studio, 'editor')
    demo = await studio.records.ensureCampaign({ ...sampleCampaign, isDemo: true })
    own = await studio.records.ensureCampaign({ ...sampleCampaign, year: 2027 })
  })
  afterAll(() => studio.close())

  let assets = 0
  /** With one photo. */
  async function invented(name: string): Promise<{ id: string; photo: string }> {
    const { records, payload } = studio
    const person = { ...sampleHonoree, campaignId: demo, name, isDemo: true }
    const { id } = await records.ensureHonoree(person, {})
    await records.addAsset(sampleAsset(id, `${assets++}`.repeat(64)))
    const { docs } = await payload.find({ collection: 'assets', where: { honoree: { equals: id } } })
    return { id, photo: String(docs[0]?.id) }
  }
  const ask = async (method: string, address: string, body?: unknown, by = editor) => {
    const response = await studio.request(method, address, { token: by, body })
    const json = await response.json()
    expect(response.ok, `${method} ${address}: ${JSON.stringify(json)}`).toBe(true)
    return json
  }
  /** A folder with one photo of somebody, imported as `npm run import` and the demo do. */
  async function imported(name: string, seed: number, isDemo?: true): Promise<void> {
    const { records, store, folder } = studio
    const materials = path.join(folder, `materials-${seed}`)
    await mkdir(path.join(materials, `沈阳${seed}学会_${name}`), { recursive: true })
    await writeFile(path.join(materials, `沈阳${seed}学会_${name}`, `${name}1.jpg`), await heavyJpeg(seed))
    // A lone folder would be taken for the wrapping of the materials.
    await writeFile(path.join(materials, '说明.txt'), '说明')
    const campaign = (await records.campaigns()).find(({ id }) => id === demo)
    if (!campaign) throw new Error('the demo has no campaign')
    const renderer = { examine: (file: string, as: string) => examine(file, as, tools), uncovered }
    const house = { records, store, renderer, scratch: path.join(folder, 'scratch'), clock: () => studio.now }
    const options = { campaign, isDryRun: false, onStep() {}, ...(isDemo ? { isDemo } : {}) }
    const report = await importMaterials(materials, house as never, options)
    expect(report.honorees).toMatchObject([{ name, isNew: true, added: 1 }])
  }
  async function handedIn(name: string, seed: number): Promise<void> {
    const { records, store, folder } = studio
    const { id } = await ask('POST', '/api/hand-ins/open', { campaign: demo })
    const file = path.join(folder, `half-${seed}`)
    await writeFile(file, await heavyJpeg(seed))
    await receive(
      { handInId: id, id: `a${seed}`, path: `沈阳${seed}学会_${name}/${name}1.jpg`, file },
      { records, store, reader: documentReader, scratch: path.join(folder, 'scratch') },
      studio.now,
    )
    expect(await ask('POST', `/api/hand-ins/${id}/take`, { files: null })).toMatchObject({ added: 1 })
  }
  const everybody = async () =>
    (await studio.payload.find({ collection: 'honorees', draft: true, trash: true, depth: 0, limit: 0 })).docs

  it('marks nobody as invented but whom the demo itself imports', async () => {
    await imported('真人', 1)
    await handedIn('来人', 2)
    await imported('演示', 3, true)
    const marks = (await everybody()).map(({ name, isDemo }) => [name, isDemo === true])
    expect(Object.fromEntries(marks)).toEqual({ 真人: false, 来人: false, 演示: true })
  })

  it('keeps whom colleagues made real or moved away, says who and why, and takes the rest', async () => {
    await invented('只定稿')
    const { id: renamed } = await invented('演示甲')
    const { photo } = await invented('改过照片')
    const { id: moved } = await invented('搬走')
    const { id: thrownAway } = await invented('扔掉')
    await ask('PATCH', `/api/honorees/${renamed}?draft=true`, { name: '王真', summary: '真实的事迹。' })
    await ask('PATCH', `/api/assets/${photo}`, { caption: '真实的说明' })
    await ask('PATCH', `/api/honorees/${thrownAway}`, { deletedAt: studio.now.toISOString() }, admin)
    await studio.records.publishHonoree(moved)
    // Without a user, so that the campaign of the newest draft alone speaks for them.
    await studio.payload.update({
      collection: 'honorees',
      id: moved,
      draft: true,
      data: { campaign: own },
    })

    const { demo: offered } = await ask('GET', '/api/campaigns/removals', undefined, admin)
    expect(offered).toMatchObject([{ campaignId: demo, counts: { people: 3, photos: 3, kept: 5 } }])
    const kept = offered[0].kept.map(({ name, why }: { name: string; why: string }) => [name, why])
    expect(Object.fromEntries(kept)).toEqual({
      真人: 'recorded',
      来人: 'recorded',
      王真: 'changed',
      改过照片: 'changed',
      搬走: 'moved',
    })

    await ask('POST', `/api/campaigns/${demo}/removal`, { phrase: removalPhrase }, admin)
    await removeDemos({ records: studio.records, clock: () => studio.now })
    const left = await everybody()
    expect(left.map(({ name }) => name).sort()).toEqual(Object.keys(Object.fromEntries(kept)).sort())
    const photos = await studio.payload.find({ collection: 'assets', trash: true, depth: 0, limit: 0 })
    expect(photos.docs.map(({ honoree }) => String(honoree)).sort()).toEqual(
      left.map(({ id }) => String(id)).sort(),
    )
    expect(await studio.records.campaigns()).toMatchObject([{ id: demo, isDemo: false }, { id: own }])
  })
})
