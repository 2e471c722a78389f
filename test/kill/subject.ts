/** What is killed: a server of its own folder that imports the materials, makes every variant, schedules, and ends. */

import { importMaterials } from '../../scripts/import-materials.ts'
import { channels } from '../../src/channels/index.ts'
import { organisers2021 } from '../../src/domain/campaign.ts'
import { scheduleCampaign } from '../../src/pipeline/schedule-campaign.ts'
import { env } from '../../src/platform/env.ts'
import { createLog } from '../../src/platform/log.ts'
import { startServer } from '../../src/server.ts'

const [folder = ''] = process.argv.slice(2)
const server = await startServer(env(), { log: createLog('error') })
const campaign = {
  year: 2026,
  title: '辽宁最美科技工作者',
  organisers: organisers2021,
  submissionsUntil: new Date('2099-01-01T00:00:00+08:00'),
}
const { campaignId } = await importMaterials(folder, server, { campaign, isDryRun: false, onStep: () => {} })
if (!campaignId || !server.worker) throw new Error('subject: nothing was imported')
server.worker.wake(null)
await server.worker.idle()
for (const honoree of await server.records.honorees(campaignId))
  if (!honoree.isPublished) await server.records.publishHonoree(honoree.id)
const window = { validFrom: new Date(), validUntil: null }
await scheduleCampaign(
  campaignId,
  channels,
  () => window,
  { records: server.records, uncovered: server.renderer.uncovered },
  new Date(),
)
await server.stop()
process.stdout.write('whole\n')
