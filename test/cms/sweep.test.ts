/** Sweep over real records: rows whose honoree no list shows, or cannot be read, keep their bytes. */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import { type JobPorts, runJob } from '../../src/pipeline/job.ts'
import { reconcile } from '../../src/pipeline/reconcile.ts'
import { sweep } from '../../src/pipeline/sweep.ts'
import { createQueue } from '../../src/platform/queue.ts'
import { uploadForm } from '../fixtures/upload.ts'
import { createPaperRenderer } from '../pipeline/paper-renderer.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { makePhoto } from './photo.ts'
import { sampleCampaign, sampleHonoree } from './samples.ts'
import { signIn } from './staff.ts'

describe.each(databases)('sweep on %s', (kind) => {
  let studio: Studio
  let campaignId: string
  let token: string
  beforeAll(async () => {
    studio = await openStudio(kind)
    token = await signIn(studio, 'admin')
    campaignId = await studio.records.ensureCampaign(sampleCampaign)
  })
  afterAll(() => studio.close())

  const uncovered = (): readonly string[] => []
  async function render(): Promise<void> {
    const { records, store, folder } = studio
    const crash = (error: unknown): never => {
      throw error
    }
    const ports: JobPorts = {
      records,
      store,
      channels,
      uncovered,
      renderer: createPaperRenderer(),
      scratch: path.join(folder, 'work'),
      owner: randomUUID(),
      clock: () => new Date(),
      emit: (event) => (event.kind === 'crashed' ? crash(event.error) : undefined),
    }
    const queue = createQueue(
      { stills: 2, films: 1 },
      (job, signal) => runJob(job, ports, signal),
      (_, error) => crash(error),
    )
    await reconcile({ ...ports, queue })
    await queue.idle()
  }
  const sweepNow = () =>
    sweep(
      { records: studio.records, store: studio.store, channels, uncovered },
      { isAlone: true, now: new Date(Date.now() + 1_000) },
    )

  async function addPhoto(honoreeId: string, width: number): Promise<void> {
    const photo = await makePhoto(width, 2000)
    const form = uploadForm(photo, '照片.jpg', { honoree: honoreeId, role: 'work-photo' })
    expect((await studio.request('POST', '/api/assets', { token, form })).status).toBe(201)
  }
  const save = async (method: 'POST' | 'PATCH', where: string, body: object): Promise<string> => {
    const response = await studio.request(method, `/api/honorees${where}?draft=true`, { token, body })
    expect([200, 201]).toContain(response.status)
    return ((await response.json()) as { doc: { id: string } }).doc.id
  }
  async function expectAllKept(honoreeId: string): Promise<void> {
    await render()
    const rows = await studio.records.variantRows(honoreeId)
    expect(rows.length).toBeGreaterThan(5)
    for (let pass = 0; pass < 3; pass += 1) {
      expect(await sweepNow()).toMatchObject({ repaired: 0, forgotten: 0, orphans: 0 })
    }
    expect(await studio.records.variantRows(honoreeId)).toEqual(rows)
    for (const { state, variant } of rows) {
      expect(state).toBe('done')
      expect(await studio.store.size(variant?.storageKey ?? '')).toBe(variant?.bytes)
    }
  }

  it('found S5 (a): keeps the files of a draft that named its campaign in a later save', async () => {
    const id = await save('POST', '', { name: '李后' })
    const { campaignId: _, ...rest } = { ...sampleHonoree, campaignId }
    await save('PATCH', `/${id}`, {
      category: rest.category,
      campaign: campaignId,
      workplace: '某校',
      position: '教授',
    })
    await addPhoto(id, 2800)
    await expectAllKept(id)
  })

  it('found S5 (b): keeps the files of a draft that lost its category', async () => {
    const { id } = await studio.records.ensureHonoree(
      { ...sampleHonoree, slug: 'li-shi', campaignId, name: '李失' },
      {},
    )
    await addPhoto(id, 2900)
    await render()
    await save('PATCH', `/${id}`, { category: null })
    await expectAllKept(id)
  })

  it('keeps what was made of a person in the trash, who may be taken out of it', async () => {
    const { id } = await studio.records.ensureHonoree(
      { ...sampleHonoree, slug: 'li-hui', campaignId, name: '李回' },
      {},
    )
    await addPhoto(id, 3000)
    await render()
    const data = { deletedAt: new Date().toISOString() }
    await studio.payload.update({ collection: 'honorees', id, data })
    expect(await studio.records.honorees(null).then((all) => all.map((one) => one.id))).not.toContain(id)
    expect(await studio.records.honoreeIds()).toContain(id)
    await expectAllKept(id)
  })
})
