/** Which variants releases show, and the forgetting of those that none does. */
import type { Payload, Where } from 'payload'
import type { Records } from '../../pipeline/records.ts'
import { referenceId } from '../reference.ts'
import { type Asker, changeRow, findRows } from './rows.ts'
import { batch, variantsByKey } from './variant.ts'

/** A finished one has been claimed at least once, and a retry keeps that. */
const isUntried = ({ attempts }: { attempts?: number | null }): boolean => (attempts ?? 0) === 0

async function shownKeys(payload: Payload): Promise<ReadonlySet<string>> {
  const releases = await findRows(payload, 'releases', { select: { snapshot: true, honoree: true } })
  const people = new Set(
    (await findRows(payload, 'honorees', { select: {}, withTrash: true })).map(({ id }) => String(id)),
  )
  const kept = releases.filter(({ honoree }) => people.has(referenceId(honoree) ?? ''))
  const media = kept.flatMap(
    ({ snapshot }) => (snapshot as { media?: { key: string }[] } | null)?.media ?? [],
  )
  return new Set(media.map(({ key }) => key))
}

export const variantShownRecords = (
  req: Asker,
): Pick<Records, 'shownVariants' | 'markVariant' | 'forgetVariants'> => {
  const { payload } = req
  return {
    async shownVariants(honoreeId) {
      const isShown: Where = { isShown: { equals: true } }
      const rows = await findRows(payload, 'variants', {
        where: honoreeId === null ? isShown : { and: [isShown, { honoree: { equals: honoreeId } }] },
        select: { key: true, honoree: true },
      })
      return rows.map(({ key, honoree }) => ({ key, honoreeId: referenceId(honoree) ?? '' }))
    },
    async markVariant(key, honoreeId, isShown) {
      await changeRow(
        req,
        'variants',
        { and: [{ key: { equals: key } }, { honoree: { equals: honoreeId } }] },
        { isShown },
      )
    },
    async forgetVariants(keys, states) {
      const remove = async (leaving: readonly string[], also: Where = {}): Promise<void> => {
        for (let at = 0; at < leaving.length; at += batch) {
          const where = {
            and: [{ key: { in: leaving.slice(at, at + batch) } }, { state: { in: [...states] } }],
          }
          await payload.db.deleteMany({ collection: 'variants', where: { and: [where, also] }, req })
        }
      }
      const rows = await variantsByKey(payload, keys)
      const [untried, tried] = [rows.filter(isUntried), rows.filter((row) => !isUntried(row))]
      // The way of every save while somebody writes: what was never made is in no release, so none is read.
      await remove(
        untried.map(({ key }) => key),
        { attempts: { equals: 0 } },
      )
      if (tried.length > 0) {
        const shown = await shownKeys(payload)
        await remove(tried.map(({ key }) => key).filter((key) => !shown.has(key)))
      }
      return (
        rows.length -
        (
          await variantsByKey(
            payload,
            rows.map(({ key }) => key),
          )
        ).length
      )
    },
  }
}
