/** What staff read when the machine could not store what they sent: one sentence, and a status that says whose fault it is. */
import type { AfterErrorHook, PayloadRequest } from 'payload'
import { type Problem, sentence } from '../../domain/problem.ts'
import { storageFault } from '../../domain/storage-fault.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

/** HTTP: Insufficient Storage. */
const insufficient = 507

const unsaved = (req: Partial<PayloadRequest>, fault: 'full' | 'broken'): Problem => ({
  kind: 'storage-failed',
  file: req.file?.name?.normalize('NFC') ?? null,
  fault,
})

/** Wherever it ran out: while the body came in, while the original was kept, in the database. */
export const sayStorageFault: AfterErrorHook = async ({ error, req }) => {
  const fault = storageFault(error)
  if (!fault) return
  return { response: { errors: [{ message: sentence(unsaved(req, fault)) }] }, status: insufficient }
}

/** Before an upload takes the last room: the database needs it to go on. */
export async function refuseWithoutRoom(req: PayloadRequest): Promise<void> {
  if (!(await runtime().store.hasRoom())) throw new Refused(sentence(unsaved(req, 'full')), insufficient)
}
