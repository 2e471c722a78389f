/** A process killed while it makes small pictures leaves whole ones or none. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { createFileStore, sweepParts } from '../../src/platform/file-store.ts'
import { programs } from '../fixtures/programs.ts'

it('leaves no half picture behind', async () => {
  const program = (await programs())('thumbnails')
  const root = await mkdtemp(path.join(tmpdir(), 'zuimei-small-'))
  const store = createFileStore(root)
  await mkdir(path.join(root, 'originals'))
  const whole = 24
  for (let n = 0; n < whole; n++)
    await sharp({
      create: { width: 1600, height: 1200, channels: 3, background: { r: n * 10, g: 90, b: 120 } },
    })
      .jpeg()
      .toFile(path.join(root, `originals/p${n}.jpg`))
  const made = async (): Promise<string[]> => {
    const keys: string[] = []
    for await (const { key } of store.list('thumbnails')) keys.push(key)
    return keys
  }
  const run = async (killsAt: number): Promise<void> => {
    const child = spawn(process.execPath, ['--conditions=production', program, root], { stdio: 'inherit' })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    while (child.exitCode === null && (await made()).length < killsAt) await sleep(2)
    child.kill('SIGKILL')
    await ended
  }
  for (const killsAt of [1, 8, 16]) {
    await run(killsAt)
    const keys = await made()
    expect(keys.length).toBeGreaterThanOrEqual(killsAt)
    for (const key of keys)
      await store.withLocal(key, async (file) => expect((await sharp(file).stats()).isOpaque).toBe(true))
  }
  expect((await made()).length).toBeLessThan(whole)
  // What the next process does: clears what is half, and makes the rest.
  await sweepParts(root, ['thumbnails'])
  await run(whole + 1)
  expect((await made()).length).toBe(whole)
  await rm(root, { recursive: true, force: true })
})
