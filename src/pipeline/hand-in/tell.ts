/** What somebody typed of people: kept with the hand-in, and of those recorded already written where it was missing. */
import type { HandIn, Told } from '../../domain/hand-in.ts'
import { isSamePerson } from '../intake/named.ts'
import type { IntakeRecords } from '../intake/ports.ts'
import type { Records } from '../records.ts'
import type { HandInRecords } from './ports.ts'

interface TellPorts {
  readonly records: Pick<Records, 'honorees'> &
    Pick<HandInRecords, 'tell'> &
    Pick<IntakeRecords, 'fillHonoree'>
}

/** Names of those of whom something was recorded by it; the others are recorded with their materials. */
export async function tell(
  { id, campaignId }: HandIn,
  told: readonly Told[],
  { records }: TellPorts,
): Promise<readonly string[]> {
  await records.tell(id, told)
  const recorded = await records.honorees(campaignId)
  const filled: string[] = []
  for (const one of told) {
    const found = recorded.find((each) => isSamePerson(each, one))
    if (found && (await records.fillHonoree(found.id, { ...one, deeds: [] }))) filled.push(found.name)
  }
  return filled
}
