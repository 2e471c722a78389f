/** The built server told to end while an editor uploads: nothing of the upload is lost, and nobody waits for ever. */
import path from 'node:path'
import Database from 'libsql'
import { expect, test } from 'vitest'
import { beginUpload, type SlowUpload, uploadForm } from '../fixtures/upload.ts'
import { addHonoree, foundStudio, photograph, type Studio } from './materials.ts'
import { type RunningServer, startBuiltServer } from './server.ts'

/** A photograph of which the server has everything but the end. */
async function begin(studio: Studio, honoree: string): Promise<SlowUpload> {
  const form = uploadForm(await photograph(2400, 1800), '慢传.jpg', { honoree })
  const upload = await beginUpload(studio.url, studio.token, form, 1_000)
  // Answered after the beginning of the upload has arrived.
  await fetch(`${studio.url}/healthz`)
  return upload
}

async function withUpload(use: (server: RunningServer, upload: SlowUpload) => Promise<void>): Promise<void> {
  const server = await startBuiltServer()
  try {
    const studio = await foundStudio(server)
    const upload = await begin(studio, await addHonoree(studio, '李翀'))
    await use(server, upload)
    upload.leave()
  } finally {
    await server.stop()
  }
}

/** Until nobody new is let in. */
async function untilClosed(url: string): Promise<void> {
  await expect
    .poll(
      () =>
        fetch(`${url}/healthz`).then(
          ({ ok }) => ok,
          () => 'closed',
        ),
      { timeout: 20_000 },
    )
    .toBe('closed')
}

test('an upload under way ends with its row', async () => {
  await withUpload(async (server, upload) => {
    server.tell()
    await untilClosed(server.url)
    expect(await upload.finish()).toMatch(/^HTTP\/1\.1 201 /)
    expect(await server.ended).toBe(0)
    const database = new Database(path.join(server.mediaDir, 'studio.db'))
    const rows = database.prepare('select file_name, sha256 from assets').all()
    database.close()
    expect(rows).toMatchObject([{ file_name: '慢传.jpg', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }])
  })
})

test('a second signal ends it at once', async () => {
  await withUpload(async (server) => {
    server.tell()
    await untilClosed(server.url)
    server.tell()
    expect(await server.ended).toBe(1)
  })
})
