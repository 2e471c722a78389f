/**
 * One server of the environment's roles, told over its parent's channel what to do: `{ add: name }` adds a photo
 * as a person does and says when its outputs are planned. The minute tick is left out, so that whatever is planned after `ready` was planned because of a wake.
 */
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { createLog } from '../../src/platform/log.ts'
import { startServer } from '../../src/server.ts'
import { makePhoto } from '../cms/photo.ts'
import { sampleCampaign, sampleHonoree } from '../cms/samples.ts'

const say = (what: string): void => void process.send?.(what)

const server = await startServer({ log: createLog('error') })
const { worker, records, payload } = server
if (worker) {
  await worker.idle()
  worker.reconcileAll = async () => {}
}

/** Resolves when a plan has announced what is to be made of it. */
async function begun(asset: number | string): Promise<void> {
  const where = { asset: { equals: asset } }
  for (;;) {
    if ((await payload.count({ collection: 'variants', where })).totalDocs > 0) return
    await setTimeout(50)
  }
}

process.on('message', async ({ add }: { add: string }) => {
  const campaignId = await records.ensureCampaign(sampleCampaign)
  const { id } = await records.ensureHonoree({ ...sampleHonoree, campaignId, name: '李明' }, {})
  const data = await makePhoto()
  const asset = await payload.create({
    collection: 'assets',
    data: { honoree: id, fileName: add },
    file: { name: add, data, mimetype: 'image/jpeg', size: data.length },
  })
  say(`added ${add}`)
  await begun(asset.id)
  say(`begun ${add}`)
})
say('ready')
await once(process, 'SIGTERM')
await server.stop()
process.exit(0)
