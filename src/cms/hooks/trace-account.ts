/** What happens to accounts, told to the history: roles, passwords, sign-ins that failed. Never what was typed. */
import type { CollectionAfterChangeHook, CollectionAfterErrorHook, CollectionAfterLoginHook } from 'payload'
import { changesOf, type EventKind } from '../../domain/event.ts'
import { actorOf } from '../actor.ts'
import { recordEvent, subjectOf } from '../events.ts'
import type { User } from '../payload-types.ts'

/** After the rules that may take a change back. */
export const traceAccount: CollectionAfterChangeHook<User> = async ({ doc, previousDoc, operation, req }) => {
  const before = operation === 'create' ? null : { ...previousDoc }
  // A reader's `select` shortens what is answered, not what is.
  const after = { ...before, ...doc }
  const changes = changesOf('users', before, after)
  const subject = subjectOf('users', after)
  const told: EventKind[] = []
  if (before === null) told.push(req.context.isAdminSetUp ? 'admin-set-up' : 'created')
  else if (changes.fields.includes('role')) told.push('role-changed')
  else if (changes.fields.length > 0) told.push('changed')
  for (const kind of told) await recordEvent(req, { kind, subject, ...changes })
  if (before !== null && req.context.hasNewPassword)
    await recordEvent(req, { kind: 'password-changed', subject, fields: ['password'] })
  return doc
}

export const traceSignIn: CollectionAfterLoginHook = ({ req, user }) =>
  recordEvent(req, { kind: 'signed-in', actor: actorOf({ user }), subject: subjectOf('users', user) })

/** Tries past the limit are refused before they are one, so a stranger cannot fill the table. */
export const traceRefusedSignIn: CollectionAfterErrorHook = async ({ error, req }) => {
  if (error.name !== 'AuthenticationError') return
  const user = req.context.signInAs as { id: string | number; name?: string } | undefined
  const subject = user
    ? subjectOf('users', { ...user })
    : { collection: 'users', id: '', title: '没有这个账号' }
  // Whoever it was, it was not the system.
  const actor = { kind: 'user', id: null, name: '未登录' } as const
  await recordEvent(req, { kind: 'sign-in-refused', actor, subject })
}
