/** After a change: leave a trace of it, and say whose materials moved; the reconcile makes it true even when nobody hears this. */
import type { CollectionAfterChangeHook, CollectionAfterDeleteHook } from 'payload'
import type { CollectionName } from '../../domain/rights.ts'
import { type NameOfChange, traced } from '../events.ts'
import { type Reference, referenceId } from '../reference.ts'
import { hasRuntime, runtime } from '../runtime.ts'

type Whose = (doc: Readonly<Record<string, unknown>>) => string | null

export function afterwards(
  collection: CollectionName,
  whose: Whose,
  nameOf?: NameOfChange,
): {
  afterChange: CollectionAfterChangeHook[]
  afterDelete: CollectionAfterDeleteHook[]
} {
  const say = (doc: Readonly<Record<string, unknown>>): void => {
    if (hasRuntime()) runtime().wake(whose(doc))
  }
  const { afterChange, afterDelete } = traced(collection, nameOf)
  return {
    afterChange: [({ doc }) => say(doc), ...afterChange],
    afterDelete: [({ doc }) => say(doc), ...afterDelete],
  }
}

export const itself: Whose = (doc) => String(doc.id)
export const itsHonoree: Whose = (doc) => referenceId(doc.honoree as Reference)
export const everybody: Whose = () => null
