/** What somebody typed of people: kept with the hand-in, and of those recorded already written where it was missing. */
import type { Actor } from '../../domain/event.ts'
import type { HandIn, Told } from '../../domain/hand-in.ts'
import { isOwnOf, isSamePerson } from '../intake/named.ts'
import type { IntakeRecords } from '../intake/ports.ts'
import type { Records } from '../records.ts'
import type { HandInRecords } from './ports.ts'

interface TellPorts {
  readonly records: Pick<Records, 'honorees' | 'nomineesOf'> &
    Pick<HandInRecords, 'tell'> &
    Pick<IntakeRecords, 'fillHonoree'>
  readonly actor?: Actor
}

/** Names of those of whom something was recorded by it; the others are recorded with their materials. */
export async function tell(
  { id, campaignId, only }: HandIn,
  told: readonly Told[],
  { records, actor }: TellPorts,
): Promise<readonly string[]> {
  await records.tell(id, told)
  const recorded = only ? await records.nomineesOf(campaignId, only.unit) : await records.honorees(campaignId)
  const isUnit = actor?.kind === 'unit'
  const filled: string[] = []
  for (const one of told) {
    const found = recorded.find((each) => isSamePerson(each, one) && (!isUnit || isOwnOf(each, one.unit)))
    if (found && (await records.fillHonoree(found.id, { ...one, deeds: [] }))) filled.push(found.name)
  }
  return filled
}
