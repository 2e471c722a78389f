/** Who makes a variant just now. Every step is one conditional update; who loses a race is told and does nothing. */
import type { Where } from 'payload'
import type { Records } from '../../pipeline/records.ts'
import { type Asker, changeRow, findRows } from './rows.ts'

type VariantClaims = Pick<
  Records,
  | 'claimVariant'
  | 'reportProgress'
  | 'completeVariant'
  | 'failVariant'
  | 'retryVariant'
  | 'releaseClaim'
  | 'abandonClaims'
>

const held = (key: string, owner: string): Where => ({
  and: [{ key: { equals: key } }, { state: { equals: 'rendering' } }, { owner: { equals: owner } }],
})
const free = { owner: null, leaseUntil: null }
/** Waiting, or of a process whose lease has ended. */
const isFree = (now: Date): Where => ({
  or: [
    { state: { equals: 'waiting' } },
    { and: [{ state: { equals: 'rendering' } }, { leaseUntil: { less_than: now.toISOString() } }] },
  ],
})

export const variantClaimRecords = (req: Asker): VariantClaims => {
  const change = (where: Where, data: Record<string, unknown>): Promise<boolean> =>
    changeRow(req, 'variants', where, data)
  return {
    claimVariant(key, owner, now, leaseUntil) {
      return change(
        { and: [{ key: { equals: key } }, isFree(now)] },
        {
          state: 'rendering',
          owner,
          leaseUntil: leaseUntil.toISOString(),
          progress: 0,
          // Counted when taken, so that a render which kills its process counts too.
          attempts: { $inc: 1 },
        },
      )
    },
    reportProgress(key, owner, progress, leaseUntil) {
      return change(held(key, owner), { progress, leaseUntil: leaseUntil.toISOString() })
    },
    async completeVariant(owner, variant, now) {
      const { key, ...facts } = variant
      await change(held(key, owner), {
        ...facts,
        ...free,
        state: 'done',
        progress: 1,
        problem: null,
        doneAt: now.toISOString(),
      })
    },
    async failVariant(key, owner, problem, now) {
      await change(held(key, owner), {
        ...free,
        state: 'failed',
        problem: { ...problem },
        doneAt: now.toISOString(),
        // A machine without space is no try of the material; one whose disk is broken would try for ever.
        ...(problem.kind === 'output-unsaved' && problem.fault === 'full' ? { attempts: { $inc: -1 } } : {}),
      })
    },
    retryVariant(key, from) {
      return change(
        { and: [{ key: { equals: key } }, { state: { equals: from } }] },
        { ...free, state: 'waiting', progress: 0, problem: null, doneAt: null },
      )
    },
    async releaseClaim(key, owner) {
      await change(held(key, owner), { ...free, state: 'waiting', progress: 0 })
    },
    async abandonClaims() {
      const rows = await findRows(req.payload, 'variants', {
        where: { state: { equals: 'rendering' } },
        select: { key: true, owner: true },
      })
      for (const { key, owner } of rows)
        await change(held(key, owner ?? ''), { ...free, state: 'waiting', progress: 0 })
    },
  }
}
