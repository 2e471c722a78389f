/** Makes the variants of one group: claim, render, measure, bytes to the store, row recorded; in that order, so a crash never leaves a row without bytes. */
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Asset } from '../domain/asset.ts'
import { groupId } from '../domain/group.ts'
import { labelOf, storageKeyOf } from '../domain/outputs/index.ts'
import { originalsOf, type Step } from '../domain/plan.ts'
import type { Problem } from '../domain/problem.ts'
import { storageFault } from '../domain/storage-fault.ts'
import type { VariantKey } from '../domain/variant.ts'
import type { BlobStore, PipelineEvent, Renderer, RenderResult } from './ports.ts'
import type { Records } from './records.ts'
import type { Thumbnails } from './thumbnails.ts'

export interface RenderPorts {
  readonly records: Pick<
    Records,
    'claimVariant' | 'reportProgress' | 'completeVariant' | 'failVariant' | 'releaseClaim'
  >
  readonly renderer: Renderer
  readonly store: BlobStore
  /** Folder for half-made files; each group works in one of its own below it. */
  readonly scratch: string
  /** Names this process in claims. */
  readonly owner: string
  readonly clock: () => Date
  readonly emit: (event: PipelineEvent) => void
  /** Left out, whoever looks first has the small pictures made. */
  readonly thumbnails?: Thumbnails
}

/** A claim is renewed well before it ends; a killed worker's claims are free again after this. */
export const leaseMs = 60_000

/**
 * Renders those steps of a group that can be claimed now; `assets` are the honoree's. Refused results become failed rows with their reason; an
 * abort gives the claims back. Throws only on bugs and I/O.
 */
export async function renderGroup(
  steps: readonly Step[],
  assets: readonly Asset[],
  ports: RenderPorts,
  signal: AbortSignal,
): Promise<void> {
  const first = steps[0]
  if (!first) return
  const { records, owner, clock } = ports
  const leaseUntil = (): Date => new Date(clock().getTime() + leaseMs)

  const claimed: Step[] = []
  for (const step of steps) {
    if (await records.claimVariant(step.key, owner, clock(), leaseUntil())) claimed.push(step)
  }
  if (claimed.length === 0) return

  const open = new Map(claimed.map((step) => [step.key, step]))
  let fraction = 0
  const renewal = setInterval(() => {
    for (const key of open.keys()) {
      records
        .reportProgress(key, owner, fraction, leaseUntil())
        .catch((error: unknown) => ports.emit({ kind: 'crashed', what: 'reportProgress', error }))
    }
  }, 2_000)

  const made: string[] = []
  const dir = path.join(ports.scratch, `${owner}-${first.key}`)
  try {
    // A stop may have come while claiming.
    if (signal.aborted) return
    await mkdir(dir, { recursive: true })
    const missing = await missingOf(claimed, assets, ports.store)
    for (const [step, problem] of missing) {
      await fail(step, problem)
      open.delete(step.key)
    }
    const whole = claimed.filter((step) => !missing.has(step))
    if (whole.length === 0) return
    const results = await renderSteps(whole, ports, dir, signal, (value) => {
      fraction = value
      ports.emit({ kind: 'progress', honoreeId: first.honoreeId, group: groupId(first.group), fraction })
    })
    if (signal.aborted) return
    for (const { key, result, error } of results) {
      const step = open.get(key)
      if (!step) continue
      if (error !== undefined) ports.emit({ kind: 'crashed', what: groupId(first.group), error })
      if (result.ok) {
        const { file, ...measured } = result.value
        const storageKey = storageKeyOf(key, step.output)
        const isKept = await keep(key, file, storageKey)
        if (!isKept) {
          // Made by whoever took it over when the lease had ended: theirs is on record.
          open.delete(key)
          continue
        }
        await records.completeVariant(owner, { ...measured, storageKey }, clock())
        made.push(storageKey)
        ports.emit({ kind: 'rendered', honoreeId: step.honoreeId, key })
      } else await fail(step, unsaved(step, error) ?? result.problem)
      open.delete(key)
    }
  } catch (error) {
    if (signal.aborted) return
    ports.emit({ kind: 'crashed', what: groupId(first.group), error })
    // The cause is for the log alone: it may name paths.
    for (const step of [...open.values()]) {
      const reason = '系统内部出错，详情已记入日志'
      await fail(step, unsaved(step, error) ?? { kind: 'render-failed', what: labelOf(step.output), reason })
      open.delete(step.key)
    }
  } finally {
    clearInterval(renewal)
    await rm(dir, { recursive: true, force: true })
    for (const key of open.keys()) await records.releaseClaim(key, owner)
  }
  if (made.length > 0) await showSmall([...new Set(claimed.flatMap(originalsOf)), ...made], ports, signal)

  /** False when the claim is lost: the bytes that lie there may belong to a finished row, and stay. */
  async function keep(key: VariantKey, file: string, storageKey: string): Promise<boolean> {
    const isHeld = (): Promise<boolean> => records.reportProgress(key, owner, fraction, leaseUntil())
    if (!(await isHeld())) return false
    if (await ports.store.take(file, storageKey)) return true
    // Left by a process that died before it said so, or found unlike its row; unless they came just now.
    if (!(await isHeld())) return false
    await ports.store.put(file, storageKey)
    return true
  }

  async function fail(step: Step, problem: Problem): Promise<void> {
    await records.failVariant(step.key, owner, problem, clock())
    ports.emit({ kind: 'failed', honoreeId: step.honoreeId, key: step.key, problem })
  }
}

/** So that nobody waits for them who looks first; what is missing after a stop or a fault is made by whoever does. */
async function showSmall(
  storageKeys: readonly string[],
  { thumbnails, emit }: Pick<RenderPorts, 'thumbnails' | 'emit'>,
  signal: AbortSignal,
): Promise<void> {
  for (const key of storageKeys) {
    if (signal.aborted) return
    await thumbnails?.(key).catch((error: unknown) =>
      emit({ kind: 'crashed', what: `small picture of ${key}`, error }),
    )
  }
}

/** Whose originals are gone, by a disk that lost them or a backup without them; of the honoree's assets. */
async function missingOf(
  steps: readonly Step[],
  assets: readonly Asset[],
  store: Pick<BlobStore, 'size'>,
): Promise<ReadonlyMap<Step, Problem>> {
  const gone = new Set<string>()
  for (const key of new Set(steps.flatMap(originalsOf))) if ((await store.size(key)) === null) gone.add(key)
  return new Map(
    steps.flatMap((step) => {
      const keys = originalsOf(step).filter((key) => gone.has(key))
      if (keys.length === 0) return []
      const names = assets
        .filter(({ storageKey }) => keys.includes(storageKey))
        .map(({ fileName }) => fileName)
      const fileNames = [...new Set(names)]
      return [[step, { kind: 'original-missing', what: labelOf(step.output), fileNames }] as const]
    }),
  )
}

/** When it was the machine's storage; the material has no part in it. */
function unsaved({ output }: Step, error: unknown): Problem | null {
  const fault = storageFault(error)
  return fault && { kind: 'output-unsaved', what: labelOf(output), fault }
}

/** The steps of one group, rendered into `dir` with nothing around: one decode for all of them. */
export async function renderSteps(
  steps: readonly Step[],
  { renderer, store }: Pick<RenderPorts, 'renderer' | 'store'>,
  dir: string,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<readonly RenderResult[]> {
  const keys = [...new Set(steps.flatMap(originalsOf))]
  return await withLocals(store, keys, (files) => renderer.render({ steps, files, dir, signal, onProgress }))
}

/** All of them lent at once, by key. */
function withLocals<T>(
  store: Pick<BlobStore, 'withLocal'>,
  [key, ...rest]: readonly string[],
  use: (files: ReadonlyMap<string, string>) => Promise<T>,
  lent: ReadonlyMap<string, string> = new Map(),
): Promise<T> {
  if (key === undefined) return use(lent)
  return store.withLocal(key, (file) => withLocals(store, rest, use, new Map([...lent, [key, file]])))
}
