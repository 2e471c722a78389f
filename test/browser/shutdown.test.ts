/** The built server told to end while an editor uploads: nothing of the upload is lost, and nobody waits for ever. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import path from 'node:path'
import Database from 'libsql'
import { expect, test } from 'vitest'
import { addHonoree, foundStudio, photograph, type Studio } from './materials.ts'
import { type RunningServer, startBuiltServer } from './server.ts'

interface Upload {
  readonly socket: Socket
  /** Sends what was kept back and resolves with all that was answered. */
  finish(): Promise<string>
}

/** A photograph of which the server has everything but the end. */
async function beginUpload({ url, token }: Studio, honoree: string): Promise<Upload> {
  const form = new FormData()
  const bytes = new Uint8Array(await photograph(2400, 1800))
  form.append('file', new File([bytes], '慢传.jpg', { type: 'image/jpeg' }))
  form.append('_payload', JSON.stringify({ honoree }))
  const encoded = new Response(form)
  const body = Buffer.from(await encoded.arrayBuffer())
  const { hostname, port, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  let answered = ''
  socket.on('data', (chunk) => {
    answered += String(chunk)
  })
  socket.on('error', () => {})
  // Not `once`: it would reject where the connection is cut.
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(
    `POST /api/assets HTTP/1.1\r\nHost: ${host}\r\nAuthorization: JWT ${token}\r\n` +
      `Content-Type: ${encoded.headers.get('content-type')}\r\nContent-Length: ${body.length}\r\n\r\n`,
  )
  socket.write(body.subarray(0, -1_000))
  // Answered after the beginning of the upload has arrived.
  await fetch(`${url}/healthz`)
  return {
    socket,
    async finish() {
      socket.write(body.subarray(-1_000))
      await closed
      return answered
    },
  }
}

async function withUpload(use: (server: RunningServer, upload: Upload) => Promise<void>): Promise<void> {
  const server = await startBuiltServer()
  try {
    const studio = await foundStudio(server)
    const upload = await beginUpload(studio, await addHonoree(studio, '李翀'))
    await use(server, upload)
    upload.socket.destroy()
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
