/** Who hands in: somebody signed in with the right, or the holder of a unit's link. */
import type { PayloadRequest } from 'payload'
import type { Actor } from '../domain/event.ts'
import type { HandIn } from '../domain/hand-in.ts'
import { sentence } from '../domain/problem.ts'
import { hashToken } from '../domain/token.ts'
import { linkProblem, type UnitLink } from '../domain/unit-link.ts'
import type { UnitLinkRecords } from '../pipeline/hand-in/ports.ts'
import { may } from './access.ts'
import { actorOf } from './actor.ts'
import { type Asker, findRows } from './records/rows.ts'
import { Refused } from './refusal.ts'

export interface HandInSender {
  /** `users:ID` or `units:CAMPAIGN:UNIT`. */
  readonly key: string
  readonly actor: Actor
  /** Null for staff. */
  readonly link: UnitLink | null
}

const scheme = /^Unit (zm_[A-Za-z0-9]{43})$/

/** Null for strangers; throws the sentence that says why a link is over. */
export async function handInSender(
  { user, headers }: Pick<PayloadRequest, 'user' | 'headers'>,
  records: UnitLinkRecords,
  now: Date,
): Promise<HandInSender | null> {
  const [, token] = scheme.exec(headers.get('authorization') ?? '') ?? []
  if (token) {
    const link = await records.unitLinkByHash(hashToken(token))
    if (!link) return null
    const problem = linkProblem(link, now)
    if (problem) throw new Refused(sentence(problem), 410)
    return {
      // A unit's hand-ins stay its own when its link is made anew.
      key: `units:${link.campaignId}:${link.unitId}`,
      actor: { kind: 'unit', id: link.id, name: `${link.unit}（交件链接）` },
      link,
    }
  }
  if (!may({ user }, 'hand-ins', 'handIn') || !user) return null
  return { key: `users:${user.id}`, actor: actorOf({ user }), link: null }
}

/** Staff help each other; a unit sees its own alone. */
export const mayReach = ({ key, link }: HandInSender, { openedBy }: HandIn): boolean =>
  !link || openedBy === key

/** What `key` says, if a hand in the database has left it as it was. */
const partsOf = (key: unknown): { readonly collection: 'units' | 'users'; readonly id: string } => {
  const [kind, first = '', second = ''] = typeof key === 'string' ? key.split(':') : []
  return kind === 'units' ? { collection: 'units', id: second } : { collection: 'users', id: first }
}

/** Whose key is a unit's, and by what name whoever handed in is called, also when the account is gone. */
export async function senderNames(
  req: Asker,
  keys: readonly unknown[],
): Promise<(key: unknown) => { readonly name: string; readonly isUnit: boolean }> {
  const names = new Map<string, string>()
  // MongoDB refuses to look for what can be no id of its own.
  const id = req.payload.db.name === 'mongoose' ? /^[\da-f]{24}$/i : /./
  for (const collection of ['units', 'users'] as const) {
    const wanted = keys.map(partsOf).filter((one) => one.collection === collection && id.test(one.id))
    if (wanted.length === 0) continue
    const where = { id: { in: wanted.map((one) => one.id) } }
    for (const found of await findRows(req.payload, collection, { where, withTrash: true }))
      names.set(`${collection} ${found.id}`, found.name)
  }
  return (key) => {
    if (typeof key === 'string' && key.startsWith('import:')) return { name: '命令行导入', isUnit: false }
    const { collection, id } = partsOf(key)
    const isUnit = collection === 'units'
    return { name: names.get(`${collection} ${id}`) ?? (isUnit ? '推荐单位' : '已离任的工作人员'), isUnit }
  }
}
