/**
 * Digests by mail, as a difference: notices nobody has read or been written to about. A digest is a row first, so that
 * a server that does not answer, or a process that is killed, delays it and loses nothing.
 */
import { rememberNoticesMs } from '../domain/notice.ts'
import {
  givenUpMs,
  isUnreachable,
  type Letter,
  letterOf,
  type MailChoice,
  maxTries,
  nextTry,
  turnOf,
} from '../domain/notice-mail.ts'

export interface MailReader {
  readonly userId: string
  readonly choice: MailChoice
  readonly unread: readonly { readonly id: string; readonly at: Date }[]
}

export interface Digest {
  readonly key: string
  readonly userId: string
  readonly noticeIds: readonly string[]
  readonly attempts: number
}

export interface MailRecords {
  /** Whoever wants mail. */
  mailReaders(now: Date): Promise<readonly MailReader[]>
  /** Every digest of this person that is remembered. */
  digestsOf(userId: string): Promise<readonly (Digest & { readonly isSent: boolean })[]>
  /** False when there is one of this key: the key decides, not a look before. */
  addDigest(digest: Omit<Digest, 'attempts'>, now: Date): Promise<boolean>
  /** Not sent, due, tried less than so often. */
  dueDigests(now: Date, tries: number): Promise<readonly Digest[]>
  /** One conditional update: true when it is ours until then. A dead process's falls due again. */
  claimDigest(key: string, now: Date, until: Date): Promise<boolean>
  sentDigest(key: string, now: Date): Promise<void>
  postponeDigest(key: string, attempts: number, until: Date): Promise<void>
  /** Null when the account is gone or wants no more mail. */
  addressOf(userId: string): Promise<string | null>
  forgetDigest(key: string): Promise<void>
  /** Of digests sent before. */
  forgetSent(before: Date): Promise<void>
  /** Of those tried so often, last before that. */
  forgetGivenUp(before: Date, tries: number): Promise<void>
}

export interface MailPorts {
  readonly mails: MailRecords
  /** Throws when the server does not take it. */
  readonly send: (letter: Letter) => Promise<void>
  readonly publicUrl: string
  readonly onFailure: (error: unknown) => void
  /** A server that hangs takes longer to say no than a turn lasts. */
  readonly clock: () => Date
}

/** Longer than any server takes to answer. */
const leaseMs = 5 * 60_000

/** Safe to run at any time, by any process, any number at once. */
export async function sendDigests(ports: MailPorts): Promise<void> {
  const now = ports.clock()
  for (const reader of await ports.mails.mailReaders(now)) await plan(reader, ports.mails, now)
  // A server that cannot be reached is not asked again for every one of them.
  for (const digest of await ports.mails.dueDigests(now, maxTries)) if (!(await send(digest, ports))) break
  await ports.mails.forgetSent(new Date(now.getTime() - rememberNoticesMs))
  await ports.mails.forgetGivenUp(new Date(now.getTime() - givenUpMs), maxTries)
}

async function plan({ userId, choice, unread }: MailReader, mails: MailRecords, now: Date): Promise<void> {
  const turn = turnOf(choice, now)
  if (turn === null || unread.length === 0) return
  const earlier = await mails.digestsOf(userId)
  // What waits for the server tells of itself; another would only be one more.
  if (earlier.some(({ isSent, attempts }) => !isSent && attempts < maxTries)) return
  const told = new Set(earlier.flatMap(({ noticeIds }) => noticeIds))
  const noticeIds = unread.filter(({ id, at }) => at <= turn.until && !told.has(id)).map(({ id }) => id)
  if (noticeIds.length > 0) await mails.addDigest({ key: `${userId}:${turn.name}`, userId, noticeIds }, now)
}

/** False when the server could not be reached. */
async function send(
  { key, userId, noticeIds, attempts }: Digest,
  { mails, send: post, publicUrl, onFailure, clock }: MailPorts,
): Promise<boolean> {
  const begun = clock()
  if (!(await mails.claimDigest(key, begun, new Date(begun.getTime() + leaseMs)))) return true
  const to = await mails.addressOf(userId)
  if (to === null) {
    await mails.forgetDigest(key)
    return true
  }
  try {
    await post(letterOf(key, to, noticeIds.length, publicUrl))
  } catch (error) {
    onFailure(error)
    await mails.postponeDigest(key, attempts + 1, nextTry(attempts, clock()))
    return !isUnreachable(error)
  }
  await mails.sentDigest(key, clock())
  return true
}
