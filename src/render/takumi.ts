/** One text-drawing engine per process, fonts loaded once when first needed. */
import { readFile } from 'node:fs/promises'
import { Renderer } from '@takumi-rs/core'
import { fontFiles } from './fonts.ts'

let ready: Promise<Renderer> | undefined

export function takumi(): Promise<Renderer> {
  ready ??= load()
  return ready
}

async function load(): Promise<Renderer> {
  const renderer = new Renderer()
  const faces = [
    { name: 'Serif', weight: 900, file: fontFiles.serifBlack },
    { name: 'Serif', weight: 600, file: fontFiles.serifBold },
    { name: 'Sans', weight: 500, file: fontFiles.sans },
  ]
  for (const { name, weight, file } of faces)
    await renderer.registerFont({ name, weight, style: 'normal', data: await readFile(file) })
  return renderer
}
