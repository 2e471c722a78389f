/** Refusals that wait anywhere in the campaign end when what was asked for is taken, and the person's history says so. */
import { type Actor, systemActor } from '../../domain/event.ts'
import type { HandIn, HandInFile } from '../../domain/hand-in.ts'
import { plainName } from '../../domain/material-kind.ts'
import { meant, type Named } from '../../domain/named.ts'
import { assign, baseOf } from '../../domain/nominee-folders.ts'
import { sentence } from '../../domain/problem.ts'
import { type HandedIn, replacedOf } from '../../domain/replacement.ts'
import { unknown } from '../../domain/roster.ts'
import type { BlobStore } from '../ports.ts'
import type { Records } from '../records.ts'
import { leave } from './leave.ts'
import type { HandInRecords } from './ports.ts'

/** Somebody recorded, and what was taken of theirs now. */
export interface TakenOf {
  readonly id: string
  readonly unit: string
  readonly name: string
  readonly files: readonly Arrival[]
}

/** A file as it was handed in. */
export type Arrival = Pick<HandInFile, 'path' | 'declared' | 'arrivedAt'>

export interface RefusalPorts {
  readonly records: HandInRecords & Pick<Records, 'addEvent'>
  readonly store: Pick<BlobStore, 'delete'>
  readonly actor?: Actor
}

/** Returns the files that wait no more. `refusedBefore`: which were refused before this taking. */
export async function endRefusals(
  campaignId: string,
  people: readonly TakenOf[],
  refusedBefore: (file: HandInFile) => boolean,
  ports: RefusalPorts,
  now: Date,
): Promise<readonly HandInFile[]> {
  if (people.length === 0) return []
  const { records, actor = systemActor } = ports
  const handIns = await records.handInsOf(campaignId)
  const refused = (await records.handInFiles(handIns.map(({ id }) => id))).filter(
    ({ state }) => state === 'refused',
  )
  const refusedOf = ownersOf(refused, handIns, people)
  const ended: HandInFile[] = []
  for (const person of people) {
    const waiting = (refusedOf.get(keyOf(person)) ?? []).map((file) => ({
      ...handedIn(file),
      file,
      wasRefusedBefore: refusedBefore(file),
    }))
    for (const {
      file: { file },
      by,
    } of replacedOf(waiting, person.files.map(handedIn), person.name)) {
      const problem = { kind: 'file-replaced', file: baseOf(file.path), by } as const
      if (!(await leave(file, 'aside', ports, [problem]))) continue
      ended.push(file)
      await records.addEvent({
        kind: 'refusal-replaced',
        actor,
        subject: { collection: 'honorees', id: person.id, title: person.name },
        at: now,
        address: null,
        fields: [],
        before: {},
        after: {},
        note: sentence(problem),
      })
    }
  }
  return ended
}

const handedIn = ({ path, declared, arrivedAt }: Arrival): HandedIn => ({
  fileName: baseOf(path),
  declared,
  arrivedAt,
})

const keyOf = ({ unit, name }: Named): string => `${plainName(unit)}\0${plainName(name)}`

/** Whose each file is: its hand-in's only person's, else whose somebody said, else as folders and names say. */
function ownersOf(
  files: readonly HandInFile[],
  handIns: readonly HandIn[],
  people: readonly TakenOf[],
): ReadonlyMap<string, readonly HandInFile[]> {
  const onlyOf = new Map(handIns.map(({ id, only }) => [id, only]))
  const nominees = people.map(({ unit, name }) => unknown(unit, name))
  const saidOf = ({ handInId, person }: HandInFile): Named | null => onlyOf.get(handInId) ?? person
  const { filesOf } = assign(
    files.filter((file) => !saidOf(file)).map(({ path }) => path),
    [],
    [{ folder: '', nominees, refusedNames: [] }],
  )
  const ownerOf = new Map([...filesOf].flatMap(([one, paths]) => paths.map((path) => [path, keyOf(one)])))
  const found = new Map<string, HandInFile[]>()
  for (const file of files) {
    const said = saidOf(file)
    const owner = said ? meant(said, people) : null
    const key = said ? owner && keyOf(owner) : ownerOf.get(file.path)
    if (key) found.set(key, [...(found.get(key) ?? []), file])
  }
  return found
}
