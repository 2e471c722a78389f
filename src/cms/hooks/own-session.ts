/** A session goes on, and ends, in its account's turn: Payload writes the whole account for either. */
import type { CollectionAfterRefreshHook, CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { writingMs } from '../held-claims.ts'
import { Refused } from '../refusal.ts'
import { beginSaving, endSavingOf } from '../saving.ts'
import { type StoredUser, storedUser } from './sign-in.ts'

type Signed = { readonly id: string | number; readonly role?: unknown; readonly _sid?: unknown }

/** As the request was let in, or its right has ended while it waited. */
async function checkStillIn(req: PayloadRequest): Promise<void> {
  const { id, role, _sid: sid } = req.user as Signed
  const user = (await storedUser(req, 'id', String(id))) as (StoredUser & { role?: unknown }) | null
  const isIn = sid === undefined || (user?.sessions ?? []).some((session) => session.id === sid)
  if (!user || !isIn || user.role !== role)
    throw new Refused('您的账号刚刚有改动，这次没有办理，请重新登录后再试。', 401)
}

export const askAnew: CollectionBeforeOperationHook = async ({ args, operation, overrideAccess, req }) => {
  const isWrite = operation === 'update' || operation === 'delete'
  if (isWrite && req.user && !overrideAccess) await checkStillIn(req)
  return args
}

export const refreshInTurn: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'refresh' || !req.user) return args
  await beginSaving(String(req.user.id), req, { ms: writingMs() })
  await checkStillIn(req)
  return args
}

export const endRefreshing: CollectionAfterRefreshHook = async ({ req }) => {
  if (req.user) await endSavingOf(req.user.id, req)
}
