/**
 * Claims: a row with a unique key says who does something just now. It ends with a word of its holder, with the holder's
 * process however that ends, or when its time is over; whoever lost it is told before he writes. Where people do
 * something beside each other each holds a key of their own, which keeps nobody out.
 */
import { randomUUID } from 'node:crypto'
import type { Records } from '../pipeline/records.ts'
import { type Asker, addRow, changeRow, findRows } from './records/rows.ts'
import { hasRuntime, runtime } from './runtime.ts'

export interface Claim {
  readonly key: string
  readonly stamp: string
}

/** Of a process without a house, e.g. Payload's command line: time alone ends its claims. */
const nobody = 'nobody'
const isDead = (owner: string): boolean =>
  hasRuntime() && owner !== nobody && owner !== runtime().owner && !runtime().isAlive(owner)

const iso = (at: number): string => new Date(at).toISOString()
const whereOf = ({ key, stamp }: Claim) => [{ key: { equals: key } }, { stamp: { equals: stamp } }]

/** Null while another holds it; what a dead process holds, or whose time is over, is taken. */
async function takeClaim(req: Asker, key: string, ms: number): Promise<Claim | null> {
  const [held] = await findRows(req.payload, 'claims', { where: { key: { equals: key } } })
  if (held) {
    const now = Date.now()
    const isLost = isDead(held.owner)
    // Whoever waits reads, and leaves the database to whoever works: also a row refused for its key is a write.
    if (!isLost && Date.parse(held.until) > now) return null
    // What may have been renewed since it was read is judged by the database.
    const where = { and: [...whereOf(held), ...(isLost ? [] : [{ until: { less_than_equal: iso(now) } }])] }
    await req.payload.db.deleteMany({ collection: 'claims', where, req })
  }
  const claim = { key, stamp: randomUUID() }
  const owner = hasRuntime() ? runtime().owner : nobody
  const until = iso(Date.now() + ms)
  return (await addRow(req, 'claims', { ...claim, owner, until })) ? claim : null
}

const lookAgainMs = 20
const seldomMs = 200

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits for its turn, at most `patienceMs`: null when it did not come. Whoever waits longer looks less often. */
export async function awaitClaim(
  req: Asker,
  key: string,
  ms: number,
  patienceMs: number,
): Promise<Claim | null> {
  const patience = Date.now() + patienceMs
  for (let next = lookAgainMs; ; next = Math.min(next * 2, seldomMs)) {
    const claim = await takeClaim(req, key, ms)
    if (claim || Date.now() > patience) return claim
    await pause(next)
  }
}

/** One conditional update, whether or not its time is over: false when another has taken it. */
export const renewClaim = (req: Asker, claim: Claim, ms: number): Promise<boolean> =>
  changeRow(req, 'claims', { and: whereOf(claim) }, { until: iso(Date.now() + ms) })

export async function endClaim(req: Asker, claim: Claim): Promise<void> {
  await req.payload.db.deleteMany({ collection: 'claims', where: { and: whereOf(claim) }, req })
}

/** Of a browser's tab, below what it is about: `key` is of this tab alone. */
export interface Presence {
  readonly key: string
  /** The account. */
  readonly owner: string
}

/** Told again before `ms` are over, it goes on since it began; later it begins anew. */
export async function tellPresent(
  req: Asker,
  { key, owner }: Presence,
  ms: number,
  now: Date,
): Promise<void> {
  const own = { key: { equals: key } }
  const until = iso(now.getTime() + ms)
  const isHeld = { and: [own, { until: { greater_than: now.toISOString() } }] }
  if (await changeRow(req, 'claims', isHeld, { until })) return
  await tellGone(req, key)
  await addRow(req, 'claims', { key, owner, stamp: now.toISOString(), until })
}

export async function tellGone(req: Asker, key: string): Promise<void> {
  await req.payload.db.deleteMany({ collection: 'claims', where: { key: { equals: key } }, req })
}

/** Whose keys begin with `about`, who began first before the rest; `since` in ISO 8601. */
export async function presentAt(
  req: Asker,
  about: string,
  now: Date,
): Promise<readonly (Presence & { readonly since: string })[]> {
  const where = { and: [{ key: { contains: about } }, { until: { greater_than: now.toISOString() } }] }
  const held = await findRows(req.payload, 'claims', { where, sort: ['stamp'] })
  return held
    .filter(({ key }) => key.startsWith(about))
    .map(({ key, owner, stamp }) => ({ key, owner, since: stamp }))
}

export const claimRecords = (req: Asker): Pick<Records, 'forgetClaims'> => ({
  async forgetClaims(before) {
    const where = { until: { less_than: before.toISOString() } }
    await req.payload.db.deleteMany({ collection: 'claims', where, req })
  },
})
