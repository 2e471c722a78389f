/** After a change: say whose materials moved and leave; the reconcile makes it true even when nobody hears this. */
import type { CollectionAfterChangeHook, CollectionAfterDeleteHook } from 'payload'
import { type Reference, referenceId } from '../reference.ts'
import { hasRuntime, runtime } from '../runtime.ts'

type Whose = (doc: Readonly<Record<string, unknown>>) => string | null

export function wake(whose: Whose): {
  afterChange: CollectionAfterChangeHook[]
  afterDelete: CollectionAfterDeleteHook[]
} {
  const say = (doc: Readonly<Record<string, unknown>>): void => {
    if (hasRuntime()) runtime().wake(whose(doc))
  }
  return { afterChange: [({ doc }) => say(doc)], afterDelete: [({ doc }) => say(doc)] }
}

export const itself: Whose = (doc) => String(doc.id)
export const itsHonoree: Whose = (doc) => referenceId(doc.honoree as Reference)
export const everybody: Whose = () => null
