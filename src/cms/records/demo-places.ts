/** The partner, screens and account that the demo made beside its people: which leave with it, and which stay and why. */
import type { CollectionSlug, Where } from 'payload'
import { demoScreens } from '../../channels/demo-screens.ts'
import type { Actor } from '../../domain/event.ts'
import type { KeptPlace, PlaceReason } from '../../domain/removal.ts'
import { referenceId } from '../reference.ts'
import { demoLogin, demoPartner } from '../seed.ts'
import { type Asker, findRows } from './rows.ts'

interface Place {
  readonly collection: 'partners' | 'screens' | 'users'
  readonly id: string
  readonly label: string
}

export interface DemoPlaces {
  readonly going: readonly Place[]
  readonly kept: readonly KeptPlace[]
}

/** `without` are people who leave: what was released of them needs no place any more. `by` is who has it removed. */
export async function demoPlacesOf(
  req: Asker,
  { without, by }: { readonly without: readonly string[]; readonly by: Pick<Actor, 'id'> },
): Promise<DemoPlaces> {
  const { payload } = req
  const count = async (collection: CollectionSlug, where: Where): Promise<number> =>
    (await payload.db.count({ collection, where, req })).totalDocs
  const named = (field: string, names: readonly string[]) => ({ where: { [field]: { in: [...names] } } })
  const partners = await findRows(payload, 'partners', named('name', [demoPartner]))
  const screens = await findRows(
    payload,
    'screens',
    named(
      'slug',
      demoScreens.map(({ slug }) => slug),
    ),
  )
  const users = await findRows(payload, 'users', named('email', [demoLogin]))

  const withdrawals = await findRows(payload, 'withdrawals', { select: { release: true } })
  const gone = new Set(withdrawals.map(({ release }) => referenceId(release)))
  const shown = (
    await findRows(payload, 'releases', {
      ...(without.length > 0 ? { where: { honoree: { not_in: [...without] } } } : {}),
      select: { channelId: true },
    })
  ).filter(({ id }) => !gone.has(String(id)))
  const isShown = (channels: readonly string[]): boolean =>
    shown.some(({ channelId }) => channels.includes(channelId))
  /** By a person: what the system does of itself is the demo's. `deleted` is a removal that was killed before the row went. */
  const isTouched = async (collection: string, id: string): Promise<boolean> =>
    (await count('events', {
      and: [
        { subjectCollection: { equals: collection } },
        { subjectId: { equals: id } },
        { actorKind: { equals: 'user' } },
        { kind: { not_in: ['signed-in', 'sign-in-refused', 'deleted'] } },
      ],
    })) > 0
  const has = (field: string, id: string): Promise<boolean> =>
    count('receipts', { [field]: { equals: id } }).then((found) => found > 0)

  const going: Place[] = []
  const kept: KeptPlace[] = []
  const decide = (place: Place, why: PlaceReason | null): void => {
    if (why) kept.push({ name: place.label, why })
    else going.push(place)
  }
  const reasonOf = async (
    { collection, id }: Place,
    receiptField: string,
    channels: readonly string[],
  ): Promise<PlaceReason | null> => {
    if (await isTouched(collection, id)) return 'changed'
    if (await has(receiptField, id)) return 'receipts'
    return isShown(channels) ? 'shown' : null
  }
  for (const { id, name, channelIds } of partners) {
    const place = { collection: 'partners', id: String(id), label: `合作媒体“${name}”` } as const
    decide(place, await reasonOf(place, 'partner', channelIds ?? []))
  }
  for (const { id, name, channelId } of screens) {
    const place = { collection: 'screens', id: String(id), label: `屏幕“${name}”` } as const
    decide(place, await reasonOf(place, 'screen', [channelId]))
  }
  for (const { id: key, email } of users) {
    const id = String(key)
    // Whoever removes the demo by its own account would lock the door behind him.
    const isUsed = id === by.id || (await actsOf(req, id)) > 0 || (await isTouched('users', id))
    decide({ collection: 'users', id, label: `账号“${email}”` }, isUsed ? 'used' : null)
  }
  return { going, kept }
}

/** What somebody did beyond signing in. */
async function actsOf(req: Asker, userId: string): Promise<number> {
  const where: Where = {
    and: [
      { actorKind: { equals: 'user' } },
      { actorId: { equals: userId } },
      { kind: { not_in: ['signed-in', 'sign-in-refused'] } },
    ],
  }
  return (await req.payload.db.count({ collection: 'events', where, req })).totalDocs
}
