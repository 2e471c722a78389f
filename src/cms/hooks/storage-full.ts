/** What staff read when the machine could not store what they sent: one sentence, and a status that says whose fault it is. */
import type { AfterErrorHook, PayloadRequest } from 'payload'
import { type Problem, sentence } from '../../domain/problem.ts'
import { type StorageFault, storageFault } from '../../domain/storage-fault.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

/** HTTP: Insufficient Storage. */
const insufficient = 507
/** HTTP: Service Unavailable, with the seconds after which to try again. */
const unavailable = 503
const retryAfter = '10'

const unsaved = (req: Partial<PayloadRequest>, fault: StorageFault): Problem => ({
  kind: 'storage-failed',
  file: req.file?.name?.normalize('NFC') ?? null,
  fault,
})

/** Wherever it failed: while the body came in, while the original was kept, in the database. */
export const sayStorageFault: AfterErrorHook = async ({ error, req }) => {
  const fault = storageFault(error)
  if (!fault) return
  const isBusy = fault === 'busy'
  if (isBusy)
    req.responseHeaders = new Headers({
      ...Object.fromEntries(req.responseHeaders ?? []),
      'Retry-After': retryAfter,
    })
  return {
    response: { errors: [{ message: sentence(unsaved(req, fault)) }] },
    status: isBusy ? unavailable : insufficient,
  }
}

/** Before an upload takes the last room: the database needs it to go on. */
export async function refuseWithoutRoom(req: PayloadRequest): Promise<void> {
  if (!(await runtime().store.hasRoom())) throw new Refused(sentence(unsaved(req, 'full')), insufficient)
}
