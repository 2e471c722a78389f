/** Who acts: for the history, and for the versions of a document. */
import type { PayloadRequest } from 'payload'
import { type Actor, systemActor } from '../domain/event.ts'

/** Whoever is signed in; of what is written in somebody's name (`actingFor`), that one. */
export function actorOf({ user, context }: Partial<Pick<PayloadRequest, 'user' | 'context'>>): Actor {
  const told = context?.actor as Actor | undefined
  if (told) return told
  if (!user) return systemActor
  const { id, name } = user as { id: string | number; name?: unknown }
  return { kind: 'user', id: String(id), name: typeof name === 'string' && name !== '' ? name : '工作人员' }
}

/** What this request's records write from here on is told as this one's, who need have no account: a unit has none. */
export function actingFor(req: PayloadRequest, actor: Actor): void {
  req.context.actor = actor
}
