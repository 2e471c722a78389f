/** Where files go that nothing knows any more: still there for a week, and back at once when something does. */
import type { BlobStore } from './ports.ts'

export const quarantinePrefix = 'quarantine'
const quarantineMs = 7 * 24 * 3_600_000

/** Whether a row or a release knows this key, asked of the records anew. */
export type IsKnown = (storageKey: string) => Promise<boolean>

const heldKey = (storageKey: string): string => `${quarantinePrefix}/${storageKey}`

/** True when nothing knew it and it is in quarantine now. */
export async function quarantine(storageKey: string, isKnown: IsKnown, store: BlobStore): Promise<boolean> {
  if (await isKnown(storageKey)) return false
  // An older one of the same key gives way.
  await store.delete(heldKey(storageKey))
  if (!(await store.move(storageKey, heldKey(storageKey)))) return false
  // Something may have come to know it between the question and the move.
  return !((await isKnown(storageKey)) && (await store.move(heldKey(storageKey), storageKey)))
}

/** Brings back what is known again, and deletes what has been there for a week. */
export async function settleQuarantine(
  now: Date,
  isKnown: IsKnown,
  store: BlobStore,
): Promise<{ readonly recalled: number; readonly deleted: number }> {
  let recalled = 0
  let deleted = 0
  for await (const { key: held, modifiedAt } of store.list(quarantinePrefix)) {
    const storageKey = held.slice(quarantinePrefix.length + 1)
    if (await isKnown(storageKey)) {
      // Where it was made anew meanwhile the old one is of no use.
      if (await store.move(held, storageKey)) recalled += 1
      else await store.delete(held)
      continue
    }
    if (now.getTime() - modifiedAt.getTime() < quarantineMs) continue
    await store.delete(held)
    deleted += 1
  }
  return { recalled, deleted }
}
