/** Who of a campaign is the demo's and leaves with it, and who stays and why. */
import type { Where } from 'payload'
import type { KeptPerson, KeptReason } from '../../domain/removal.ts'
import { referenceId } from '../reference.ts'
import { newestVersions } from './honoree.ts'
import { type Asker, findRows } from './rows.ts'

export interface DemoPeople {
  readonly going: readonly string[]
  readonly kept: readonly KeptPerson[]
}

/** Those in the trash among them. Whoever a colleague or a unit has made their own is nobody's demo any more. */
export async function demoPeopleOf({ payload }: Asker, campaignId: string): Promise<DemoPeople> {
  const people = await findRows(payload, 'honorees', {
    where: { campaign: { equals: campaignId } },
    select: { isDemo: true, name: true },
    withTrash: true,
  })
  const invented = people.filter(({ isDemo }) => isDemo).map(({ id }) => String(id))
  const changed = await changedByHand({ payload }, invented)
  const drafts = await newestVersions(payload, { parent: { in: invented } })
  const newest = new Map(drafts.map((draft) => [String(draft.id), draft]))
  const reasonOf = (id: string, isDemo: boolean): KeptReason | null => {
    if (!isDemo) return 'recorded'
    // A draft may name another campaign than the row it will be published to.
    const draft = newest.get(id)
    if (draft?.campaign && referenceId(draft.campaign) !== campaignId) return 'moved'
    return changed.has(id) ? 'changed' : null
  }
  const going: string[] = []
  const kept: KeptPerson[] = []
  for (const { id: key, isDemo, name } of people) {
    const id = String(key)
    const why = reasonOf(id, isDemo === true)
    if (why) kept.push({ name: (newest.get(id)?.name ?? name) || '未填姓名', why })
    else going.push(id)
  }
  return { going, kept }
}

/** People whom staff or a unit changed, or whose materials: to publish or throw away what is there changes nothing of it. */
async function changedByHand({ payload }: Asker, people: readonly string[]): Promise<ReadonlySet<string>> {
  const assets = await findRows(payload, 'assets', {
    where: { honoree: { in: [...people] } },
    select: { honoree: true },
    withTrash: true,
  })
  const ownerOf = new Map(assets.map(({ id, honoree }) => [String(id), referenceId(honoree)]))
  const of = (collection: string, ids: readonly string[]): Where => ({
    and: [{ subjectCollection: { equals: collection } }, { subjectId: { in: [...ids] } }],
  })
  const events = await findRows(payload, 'events', {
    where: {
      and: [
        { actorKind: { in: ['user', 'unit'] } },
        { or: [of('honorees', people), of('assets', [...ownerOf.keys()])] },
      ],
    },
    select: { kind: true, subjectCollection: true, subjectId: true, fields: true },
  })
  const changed = new Set<string>()
  for (const { kind, subjectCollection, subjectId, fields } of events) {
    const isChange = kind === 'imported' || (Array.isArray(fields) && fields.length > 0)
    const owner = subjectCollection === 'assets' ? ownerOf.get(subjectId ?? '') : subjectId
    if (isChange && owner) changed.add(owner)
  }
  return changed
}
