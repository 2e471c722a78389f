/** An upload under way while the server is told to stop: a real studio, over real sockets. */
import { once } from 'node:events'
import http from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFrontDoor } from '../../src/app/front-door.ts'
import { createDrain, type Drain } from '../../src/platform/drain.ts'
import { createLog } from '../../src/platform/log.ts'
import { openStudio, type Studio } from '../cms/databases.ts'
import { makePhoto } from '../cms/photo.ts'
import { sampleCampaign, sampleHonoree } from '../cms/samples.ts'
import { signIn } from '../cms/staff.ts'
import { beginUpload, uploadForm } from '../fixtures/upload.ts'

let studio: Studio
let honoreeId: string
let token: string

beforeAll(async () => {
  studio = await openStudio('SQLite')
  token = await signIn(studio, 'editor')
  const campaignId = await studio.records.ensureCampaign(sampleCampaign)
  honoreeId = (await studio.records.ensureHonoree({ ...sampleHonoree, campaignId, name: '李明' }, {})).id
})

afterAll(async () => {
  await studio.close()
})

/** Payload's REST behind the front door, as Next would hand it over. */
async function serve(): Promise<{ port: number; drain: Drain; inside: () => number }> {
  let inside = 0
  const server = http.createServer(
    createFrontDoor({
      payload: studio.payload,
      secret: 'only-for-tests-0123456789-abcdefghij',
      publicUrl: 'http://studio.test',
      trustedProxies: 0,
      log: createLog('silent'),
      isForDelivery: (path) => path === '/feeds',
      delivery: (_, res) => res.end('delivery'),
      studio: async (req, res) => {
        inside += 1
        const chunks: Uint8Array[] = []
        for await (const chunk of req) chunks.push(chunk as Uint8Array)
        const form = await new Response(Buffer.concat(chunks), {
          headers: { 'content-type': req.headers['content-type'] ?? '' },
        }).formData()
        const answer = await studio.request(req.method ?? 'GET', req.url ?? '/', { token, form })
        res.writeHead(answer.status, { 'content-type': 'application/json' })
        res.end(await answer.text())
      },
    }),
  )
  const drain = createDrain(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, drain, inside: () => inside }
}

const upload = async (url: string, fileName: string) =>
  beginUpload(url, token, uploadForm(await makePhoto(320, 240, 'jpeg'), fileName, { honoree: honoreeId }))

const fileNames = async () => (await studio.records.assetsOf(honoreeId)).map(({ fileName }) => fileName)

it('lets an upload under way end with its row, and closes to everybody else at once', async () => {
  const { port, drain, inside } = await serve()
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  const kept = http.get({ port, host: '127.0.0.1', path: '/feeds', agent })
  const [response] = (await once(kept, 'response')) as [http.IncomingMessage]
  response.resume()
  await once(response, 'end')

  const slow = await upload(`http://127.0.0.1:${port}`, '慢传.jpg')
  await expect.poll(inside).toBe(1)
  let hasEnded = false
  const ended = drain.end(60_000).then(() => {
    hasEnded = true
  })
  const stranger = connect(port, '127.0.0.1')
  const [refusal] = (await once(stranger, 'error')) as [NodeJS.ErrnoException]
  expect(refusal.code).toBe('ECONNREFUSED')
  expect(hasEnded).toBe(false)
  const answered = await slow.finish()
  expect(answered).toMatch(/^HTTP\/1\.1 201 /)
  expect(answered).toMatch(/^connection: close/im)
  // The kept connection holds nobody up either.
  await ended
  expect(await fileNames()).toContain('慢传.jpg')
  agent.destroy()
})

it('cuts what is not done when the time is over', async () => {
  const { port, drain, inside } = await serve()
  const slow = await upload(`http://127.0.0.1:${port}`, '太慢.jpg')
  await expect.poll(inside).toBe(1)
  await drain.end(1)
  expect(await slow.cut()).toBe('')
  expect(await fileNames()).not.toContain('太慢.jpg')
})
