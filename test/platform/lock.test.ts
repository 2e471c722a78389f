/** Two servers never share one embedded store; a killed one's mark never stands in the way. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { lockFolder } from '../../src/platform/lock.ts'

const folder = (): string => mkdtempSync(path.join(os.tmpdir(), 'zuimei-lock-'))

it('is refused while another living process holds the folder and free after it was killed', async () => {
  const dir = folder()
  const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(holder, 'spawn')
  writeFileSync(path.join(dir, 'server.pid'), String(holder.pid))
  expect(lockFolder(dir)).toBeNull()
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const release = lockFolder(dir)
  expect(release).not.toBeNull()
  release?.()
  expect(lockFolder(dir)).not.toBeNull()
})

it('takes over a mark that is no number', () => {
  const dir = folder()
  writeFileSync(path.join(dir, 'server.pid'), 'garbage')
  expect(lockFolder(dir)).not.toBeNull()
})
