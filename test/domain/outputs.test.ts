/** A new kind of output is two files and a line in both tables; the compiler names what is missing. Shown with a kind nobody asked for. */
import { expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import { groupId, queueOf } from '../../src/domain/group.ts'
import { mediaRoles } from '../../src/domain/media-role.ts'
import { silentLoop, webFilm } from '../../src/domain/outputs/film.ts'
import {
  type FileOutput,
  fileKindOf,
  labelOf,
  mediaTypeOfOutput,
  type Output,
  type OutputKinds,
  outputKinds,
  storageKeyOf,
} from '../../src/domain/outputs/index.ts'
import type { FileKind } from '../../src/domain/outputs/kind.ts'
import { plan } from '../../src/domain/plan.ts'
import { type RenderKinds, render, renderKinds } from '../../src/render/outputs/index.ts'
import type { RenderKind } from '../../src/render/outputs/kind.ts'
import { campaign, honoree, idPhoto, landscape, portrait, screen, workPhotos } from './sample.ts'

/** 一段录音，供电台使用. */
interface RadioOutput {
  readonly kind: 'radio'
  readonly seconds: number
}

const radio: FileKind<RadioOutput> = {
  find: () => ({ wishes: [] }),
  label: ({ seconds }) => `录音 ${seconds} 秒`,
  extension: () => 'zip',
  cost: () => 1,
  expectedBytes: () => 0,
  needs: () => [],
  facts: () => ({}),
  role: () => 'film',
  alt: () => '录音',
}
const radioBytes: RenderKind<RadioOutput> = {
  make: async () => [],
  check: async () => {
    throw new Error('never made')
  },
}

const input = {
  ...{ campaign, honoree, channels },
  assets: [idPhoto, ...workPhotos, landscape, portrait],
  screens: [screen({ playsFilm: true })],
}

it('is complete with a new kind in both tables, and the compiler says so where it is in none', () => {
  const both: [OutputKinds<Output | RadioOutput>, RenderKinds<FileOutput | RadioOutput>] = [
    { ...outputKinds, radio },
    { ...renderKinds, radio: radioBytes },
  ]
  // `tsc` compiles this file: were the tables not held to the union, these lines would be its errors.
  const lacking: unknown[] = [
    // @ts-expect-error The table of kinds lacks `radio`.
    outputKinds satisfies OutputKinds<Output | RadioOutput>,
    // @ts-expect-error The bytes' table lacks `radio`.
    renderKinds satisfies RenderKinds<FileOutput | RadioOutput>,
    // @ts-expect-error A kind says all of it.
    { ...radio, cost: undefined } satisfies FileKind<RadioOutput>,
  ]
  for (const table of both) expect(table.radio).toBeDefined()
  for (const table of lacking.slice(0, 2)) expect(table).not.toHaveProperty('radio')
})

it('sets a loop so that its mean, what a player holds included, is within what players take', () => {
  for (const [width, height] of [
    [1920, 1080],
    [2560, 720],
    [3840, 1080],
    [3840, 2160],
  ] as const) {
    const { kbps, maxMs } = silentLoop(width, height)
    expect(kbps * (1 + (2 * 1_000) / (maxMs ?? 0)), `${width}×${height}`).toBeLessThanOrEqual(20_000)
    expect(webFilm(width, height).kbps, 'or it could not be cut from its film').toBe(kbps)
  }
})

it('has bytes for every kind but text', () => {
  expect(Object.keys(renderKinds).sort()).toEqual(
    Object.keys(outputKinds)
      .filter((kind) => kind !== 'text')
      .sort(),
  )
})

it('says of everything that is planned what it is called, costs, and is to a reader', () => {
  const { wanted } = plan(input)
  expect(new Set(wanted.map(({ output }) => output.kind))).toEqual(new Set(Object.keys(renderKinds)))
  for (const { key, output, asset, group } of wanted) {
    const kind = fileKindOf(output)
    const role = kind.role(output, 'lead-photo')
    expect(mediaRoles).toContain(role)
    expect(kind.alt(role, asset, input)).toMatch(/王翀/)
    expect(labelOf(output)).toMatch(/\p{Script=Han}/u)
    expect(kind.cost(output, 60)).toBeGreaterThan(0)
    expect(mediaTypeOfOutput(output)).toMatch(/^(image|video|application)\//)
    expect(storageKeyOf(key, output)).toMatch(/^variants\/[0-9a-f]{2}\/[0-9a-f]+\.[a-z0-9]{3}$/)
    expect(queueOf[group.kind].lane).toBe(
      output.kind === 'film' || output.kind === 'frame' ? 'film' : 'still',
    )
    expect(groupId(group)).toBe(`${group.kind}:${group.subject}`)
  }
})

it('never leaves out an output that strayed into a group of another kind', async () => {
  const { wanted } = plan(input)
  const photos = wanted.filter(({ group }) => group.kind === 'image').slice(0, 1)
  const strays = wanted.filter(({ output }) => output.kind === 'poster').slice(0, 1)
  const files = new Map([[photos[0]?.asset?.storageKey ?? '', import.meta.filename]])
  const setting = { niceness: 0, timeoutMs: 1, tools: () => Promise.reject(new Error('no films here')) }
  const work = { files, dir: '/nowhere', signal: new AbortController().signal, onProgress: () => {} }
  await expect(render({ ...work, steps: [...photos, ...strays] }, setting)).rejects.toThrow(
    'poster in a group of image',
  )
})
