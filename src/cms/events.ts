/**
 * The one way a hook or an endpoint leaves a trace. It speaks of what has happened, so it can stop nothing; when it
 * cannot be written, that is an error in the log, never silence.
 */
import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionSlug,
  PayloadRequest,
  SanitizedCollectionConfig,
  Where,
} from 'payload'
import { changesOf, type Event, type EventKind, type Facts } from '../domain/event.ts'
import type { CollectionName } from '../domain/rights.ts'
import { actorOf } from './actor.ts'
import { addressOf } from './address.ts'
import { recordsOf } from './records.ts'
import { clockNow } from './runtime.ts'

/** What the caller says; who, when and from where are taken from the request. */
export type Told = Pick<Event, 'kind' | 'subject'> &
  Partial<Pick<Event, 'fields' | 'before' | 'after' | 'note' | 'actor'>>

/** Told again under the same key, it is one event. */
export async function recordEvent(req: PayloadRequest, told: Told, key?: string): Promise<void> {
  try {
    const event = {
      fields: [],
      before: {},
      after: {},
      note: '',
      actor: actorOf(req),
      at: clockNow(),
      address: addressOf(req),
      ...told,
    }
    await recordsOf(req).addEvent(event, key)
  } catch (error) {
    req.payload.logger.error({ err: error, kind: told.kind }, 'event not recorded')
  }
}

/** Which field names a document in its history. */
const titleField: Partial<Record<CollectionName, string>> = {
  assets: 'fileName',
  campaigns: 'label',
}

export function subjectOf(collection: CollectionName, doc: Facts): Event['subject'] {
  const title = doc[titleField[collection] ?? 'name'] ?? doc.title
  return { collection, id: String(doc.id), title: typeof title === 'string' ? title : '' }
}

type Document = Facts & { readonly _status?: unknown; readonly deletedAt?: unknown }

function kindOf(operation: 'create' | 'update', before: Document | null, after: Document): EventKind {
  if (operation === 'create') return 'created'
  if (after.deletedAt && !before?.deletedAt) return 'trashed'
  if (!after.deletedAt && before?.deletedAt) return 'restored'
  return after._status === 'published' ? 'published' : 'changed'
}

/** The newest version says draft in either case: the document's own row tells a draft saved from a publication taken back. */
const isPublished = async (
  collection: CollectionSlug,
  id: unknown,
  req: PayloadRequest,
): Promise<boolean> => {
  const where: Where = { and: [{ id: { equals: id } }, { _status: { equals: 'published' } }] }
  return (await req.payload.db.count({ collection, where, req })).totalDocs > 0
}

/** Names a change that has a name of its own; `before` is null for a new document. */
export type NameOfChange = (before: Facts | null, after: Facts) => EventKind | null

/** Hooks that trace every change of a collection. */
export function traced(
  collection: CollectionName,
  nameOf?: NameOfChange,
): { afterChange: CollectionAfterChangeHook[]; afterDelete: CollectionAfterDeleteHook[] } {
  const subject = (doc: Facts): Event['subject'] => subjectOf(collection, doc)
  return {
    afterChange: [
      async ({ doc, previousDoc, operation, req, collection: config }) => {
        const before = operation === 'create' ? null : withoutJoins(previousDoc, config.joins)
        const changes = changesOf(collection, before, withoutJoins(doc, config.joins))
        const plain = kindOf(operation, before, doc)
        const isTakenBack =
          plain === 'changed' &&
          (before as Document | null)?._status === 'published' &&
          !(await isPublished(config.slug, doc.id, req))
        const kind = nameOf?.(before, doc) ?? (isTakenBack ? 'unpublished' : plain)
        // Saved without a change: nobody did anything.
        if (kind === 'changed' && changes.fields.length === 0) return
        await recordEvent(req, { kind, subject: subject(doc), ...changes })
      },
    ],
    afterDelete: [({ doc, req }) => recordEvent(req, { kind: 'deleted', subject: subject(doc) })],
  }
}

/** What a join shows belongs to other documents. */
function withoutJoins(doc: Facts, joins: SanitizedCollectionConfig['joins']): Facts {
  const names = new Set(Object.values(joins).flatMap((some) => some.map(({ joinPath }) => joinPath)))
  return Object.fromEntries(Object.entries(doc).filter(([name]) => !names.has(name)))
}
