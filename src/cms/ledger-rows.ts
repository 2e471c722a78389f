/** What hooks ask of the ledger's rows: one look each, by a key. */
import type { PayloadRequest } from 'payload'
import type { Release, Withdrawal } from './payload-types.ts'
import { isDuplicate } from './records/rows.ts'
import { referenceId } from './reference.ts'

type Asker = Pick<PayloadRequest, 'payload'>
type Item = Pick<Release, 'honoree' | 'channelId'>

export const sameItem = ({ honoree, channelId }: Item) => [
  { honoree: { equals: referenceId(honoree) } },
  { channelId: { equals: channelId } },
]

/** The highest version of the item where it is higher than this one; null when this one counts. */
export async function newerThan(
  release: Item & { readonly version?: number | null | undefined },
  { payload }: Asker,
): Promise<Release | null> {
  const { docs } = await payload.db.find<Release>({
    collection: 'releases',
    where: { and: [...sameItem(release), { version: { greater_than: release.version ?? 0 } }] },
    sort: ['-version'],
    limit: 1,
    pagination: false,
  })
  return docs[0] ?? null
}

export const withdrawalOf = (releaseId: string | null, { payload }: Asker): Promise<Withdrawal | null> =>
  payload.db.findOne<Withdrawal>({ collection: 'withdrawals', where: { release: { equals: releaseId } } })

/** Whether a unique key refused the row; Payload's own sentence names a column. */
export const takenKey = (error: Error, { t }: Partial<PayloadRequest>): boolean =>
  isDuplicate(error) &&
  (error as Error & { data?: { errors?: readonly { message?: unknown }[] } }).data?.errors?.[0]?.message ===
    (t?.('error:valueMustBeUnique') ?? 'Value must be unique')
