/**
 * Wrong passwords are counted by account *and* address: whoever guesses is stopped, the owner elsewhere is not. A try is
 * written before it is judged, so a hundred at once are no more than a hundred in a row; it holds across processes.
 */
import { createHash } from 'node:crypto'
import type { Payload, Where } from 'payload'
import { Refused } from './refusal.ts'
import { clockNow } from './runtime.ts'

const windowMinutes = 10
const perAccount = 5
/** One office behind one address, each of its people mistaken a few times. */
const perAddress = 30

export interface Try {
  /** What was typed as account, or another secret's name: kept as a hash. */
  readonly account: string
  readonly address: string | null
}

/** What is kept of an account somebody typed. */
const accountKey = (account: string): string =>
  createHash('sha256').update(account.trim().toLowerCase()).digest('hex')

const keyOf = ({ account, address }: Try): { account: string; address: string } => ({
  account: accountKey(account),
  address: address ?? 'unknown',
})

type TakeBack = () => Promise<void>

/** Throws 429 when this address has tried too often; else counts one more try, and returns how to take it back. */
export async function countTry(payload: Payload, attempt: Try): Promise<TakeBack> {
  const now = clockNow()
  const { account, address } = keyOf(attempt)
  const since = new Date(now.getTime() - windowMinutes * 60_000).toISOString()
  await payload.db.deleteMany({ collection: 'sign-in-tries', where: { at: { less_than: since } } })
  const made = await payload.db.create({
    collection: 'sign-in-tries',
    data: { account, address, at: now.toISOString() },
  })
  const count = async (where: Where): Promise<number> =>
    (await payload.db.count({ collection: 'sign-in-tries', where })).totalDocs
  const here: Where = { address: { equals: address } }
  const isTooMany =
    (await count({ and: [here, { account: { equals: account } }] })) > perAccount ||
    (await count(here)) > perAddress
  const takeBack: TakeBack = () =>
    payload.db.deleteMany({ collection: 'sign-in-tries', where: { id: { equals: made.id } } })
  if (!isTooMany) return takeBack
  await takeBack()
  throw new Refused(`尝试次数过多，请 ${windowMinutes} 分钟后再试。`, 429)
}

/** After a right password: what was mistyped before it is forgiven. */
export async function forgetTries(payload: Payload, attempt: Try): Promise<void> {
  const { account, address } = keyOf(attempt)
  const where: Where = { and: [{ address: { equals: address } }, { account: { equals: account } }] }
  await payload.db.deleteMany({ collection: 'sign-in-tries', where })
}
