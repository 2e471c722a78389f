/** How a file of a hand-in ends its waiting. */
import type { HandInFile } from '../../domain/hand-in.ts'
import type { Problem } from '../../domain/problem.ts'
import type { BlobStore } from '../ports.ts'
import type { HandInRecords } from './ports.ts'

/** From where a file may still go anywhere. */
export const open = ['received', 'refused'] as const

/** It waits no more: false when it was decided on meanwhile. Its bytes go after its row says so. */
export async function leave(
  { id, storageKey }: Pick<HandInFile, 'id' | 'storageKey'>,
  state: 'taken' | 'aside',
  {
    records,
    store,
  }: { readonly records: Pick<HandInRecords, 'changeHandInFile'>; readonly store: Pick<BlobStore, 'delete'> },
  problems: readonly Problem[] = [],
): Promise<boolean> {
  const isLeft = await records.changeHandInFile(id, open, { state, problems })
  if (isLeft) await store.delete(storageKey)
  return isLeft
}
