/** The bytes' side of the table of outputs: one object per kind, held to `Output` by the compiler. */
import type { FileOutput } from '../../domain/outputs/index.ts'
import type { GroupWork, RenderResult } from '../../pipeline/ports.ts'
import { film } from './film.ts'
import { frame } from './frame.ts'
import { image } from './image.ts'
import type { RenderKind, Setting } from './kind.ts'
import { poster } from './poster.ts'
import { pressKit } from './press-kit.ts'

export type RenderKinds<All extends { readonly kind: string } = FileOutput> = {
  readonly [O in All as O['kind']]: RenderKind<O>
}

export const renderKinds = { image, frame, film, poster, 'press-kit': pressKit } satisfies RenderKinds

/** Everything of one group, by one decode. */
export async function render(work: GroupWork, setting: Setting): Promise<readonly RenderResult[]> {
  work.signal.throwIfAborted()
  const [first] = work.steps
  return first ? await renderKinds[first.output.kind].make(work, setting) : []
}
