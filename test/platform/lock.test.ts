/** Two servers never share one embedded store unless both say so, and what a killed one held is free at once. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { holdName, isNameHeld, lockFolder, lockGuestsOut, visitFolder } from '../../src/platform/lock.ts'
import { holderOf as nameHolderOf } from '../fixtures/name-holder.ts'

const folder = (): string => mkdtempSync(path.join(os.tmpdir(), 'zuimei-lock-'))
const source = path.resolve(import.meta.dirname, '../../src/platform/lock.ts')
const namespace = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'] as const
const hasNamespaces = spawnSync(namespace[0], [...namespace.slice(1), 'true']).status === 0
if (!hasNamespaces) console.warn('!! PID NAMESPACES WERE NOT TESTED: unshare is not allowed here.')

const holders: ChildProcess[] = []
afterEach(() => {
  for (const holder of holders.splice(0)) holder.kill('SIGKILL')
})

/** Another process that holds the folder; `before` is the command it runs under. */
async function holderOf(dir: string, before: readonly string[] = []): Promise<ChildProcess> {
  const words = `import { lockFolder } from ${JSON.stringify(source)}
    globalThis.unlock = lockFolder(${JSON.stringify(dir)}, 'alone')
    console.log(globalThis.unlock ? 'held by ' + process.pid : 'refused')
    setInterval(() => {}, 1000)`
  const command = [...before, process.execPath, '--import', 'tsx', '--input-type=module', '-e', words]
  const holder = spawn(command[0] as string, command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] })
  holders.push(holder)
  const [line] = (await once(holder.stdout as NonNullable<typeof holder.stdout>, 'data')) as [Buffer]
  expect(line.toString()).toMatch(/^held by \d/)
  return holder
}

describe('a folder', () => {
  it('is refused while another process holds it, and free when that was killed', async () => {
    const dir = folder()
    const holder = await holderOf(dir)
    expect(lockFolder(dir, 'alone')).toBeNull()
    expect(lockFolder(dir, 'beside others')).toBeNull()
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const unlock = lockFolder(dir, 'alone')
    expect(unlock).not.toBeNull()
    unlock?.()
    unlock?.()
    expect(lockFolder(dir, 'alone')).not.toBeNull()
  })

  it('is refused to a second holder whose process number is the same', () => {
    const dir = folder()
    const unlock = lockFolder(dir, 'alone')
    expect(unlock).not.toBeNull()
    expect(lockFolder(dir, 'alone')).toBeNull()
    unlock?.()
  })

  it.skipIf(!hasNamespaces)('is refused across PID namespaces, where every first process is 1', async () => {
    const dir = folder()
    await holderOf(dir, namespace)
    await expect(holderOf(dir, namespace)).rejects.toThrow(/refused/)
    expect(lockFolder(dir, 'alone')).toBeNull()
  })

  it('is shared by those who all say so', () => {
    const dir = folder()
    const one = lockFolder(dir, 'beside others')
    const two = lockFolder(dir, 'beside others')
    expect([one, two]).not.toContain(null)
    expect(lockFolder(dir, 'alone')).toBeNull()
    one?.()
    two?.()
    expect(lockFolder(dir, 'alone')).not.toBeNull()
  })

  it('is not cleared while commands write in it, whether or not a server runs', () => {
    const dir = folder()
    const server = lockFolder(dir, 'alone')
    const first = visitFolder(dir)
    const second = visitFolder(dir)
    expect([server, first, second]).not.toContain(null)
    expect(lockGuestsOut(dir)).toBeNull()
    first?.()
    expect(lockGuestsOut(dir)).toBeNull()
    second?.()
    const clearing = lockGuestsOut(dir)
    expect(clearing).not.toBeNull()
    clearing?.()
    expect(visitFolder(dir)).not.toBeNull()
  })
})

describe('a name', () => {
  it('is held as long as its process lives, and by one alone', async () => {
    const dir = folder()
    expect(isNameHeld(dir, 'a-1')).toBe(false)
    const holder = await nameHolderOf(dir, 'a-1')
    holders.push(holder)
    expect([isNameHeld(dir, 'a-1'), isNameHeld(dir, 'a-2'), isNameHeld(dir, '../work/a-1')]).toEqual([
      true,
      false,
      false,
    ])
    expect(() => holdName(dir, 'a-1')).toThrow('another process')
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(isNameHeld(dir, 'a-1')).toBe(false)
    holdName(dir, 'a-1')()
  })
})
