/** A renderer that writes a line of text for every output: the pipeline's own promises are tested without waiting for encoders. */
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ok, refuse } from '../../src/domain/result.ts'
import type { VariantKey } from '../../src/domain/variant.ts'
import type { Renderer, RenderResult } from '../../src/pipeline/ports.ts'

export interface PaperRenderer extends Renderer {
  /** Every key it was asked for, in order; a key made twice stands here twice. */
  readonly made: VariantKey[]
  /** Called before each file is written; may throw or wait. */
  before: (key: VariantKey, signal: AbortSignal) => Promise<void>
  /** Keys it refuses. */
  readonly refuses: Set<VariantKey>
}

/** `words`: what its files say before their key. */
export function createPaperRenderer(words = 'variant'): PaperRenderer {
  const made: VariantKey[] = []
  const refuses = new Set<VariantKey>()
  const make = async (key: VariantKey, dir: string, signal: AbortSignal): Promise<RenderResult> => {
    await paper.before(key, signal)
    made.push(key)
    if (refuses.has(key)) return { key, result: refuse({ kind: 'render-failed', what: key, reason: '试验' }) }
    const text = `${words} ${key}`
    const file = path.join(dir, `${key}.bin`)
    await writeFile(file, text)
    const sha256 = createHash('sha256').update(text).digest('hex')
    const facts = {
      mediaType: 'text/plain',
      crc32: 0,
      bytes: text.length,
      width: 1,
      height: 1,
      durationMs: null,
      facts: {},
    }
    return { key, result: ok({ key, file, sha256, ...facts }) }
  }
  const paper: PaperRenderer = {
    made,
    refuses,
    before: async () => {},
    examine: async () => {
      throw new Error('paper renderer: examines nothing')
    },
    async render({ steps, dir, signal }) {
      const results: RenderResult[] = []
      for (const { key } of steps) results.push(await make(key, dir, signal))
      return results
    },
    sketchPosters: async ({ sizes }) => ok(sizes.map((size) => ({ ...size, jpeg: ok(new Uint8Array()) }))),
    subject: async () => ({ x: 0.5, y: 0.5 }),
    thumbnail: async () => false,
    uncovered: () => [],
  }
  return paper
}
