/**
 * What hooks and admin views ask of the running process. house.ts sets it once; Next and the server bundle hold two
 * copies of this module, so it lives on globalThis. Absent in the Payload CLI and during `next build`.
 */
import type { FocalPoint } from '../domain/asset.ts'
import type { Check } from '../domain/check.ts'
import type { StaffMember } from '../domain/role.ts'
import type { HandInPorts } from '../pipeline/hand-in/judge.ts'
import type { BlobStore, Renderer } from '../pipeline/ports.ts'
import type { Sketch } from '../pipeline/preview-posters.ts'

export interface Runtime {
  /** Names this process in claims. */
  readonly owner: string
  /** Whether the process of that name lives, on whichever machine that shares the folder. */
  isAlive(owner: string): boolean
  readonly store: BlobStore
  readonly examine: Renderer['examine']
  readonly uncovered: Renderer['uncovered']
  /** Where a stored photograph, or a film's frame at a moment in ms, is cut around while nobody says where. */
  subject(storageKey: string, atMs?: number): Promise<FocalPoint>
  readonly sketch: Sketch
  /** Something of this honoree changed (null: anything): plan again soon. Returns at once. */
  wake(honoreeId: string | null): void
  /** A signed address path (`/files/…`) for a stored key, good for this person's session in this role. */
  link(storageKey: string, person: StaffMember): string
  now(): Date
  /** How the house stands, for whoever answers for it. */
  checkup(): Promise<readonly Check[]>
  /** What hand-ins are judged with; a file is looked at once as long as the process lives. */
  readonly intake: Pick<
    HandInPorts,
    'reader' | 'examine' | 'digest' | 'uncovered' | 'slugOf' | 'scratch' | 'emit'
  >
}

const slot = Symbol.for('zuimei.runtime')
type Slot = { [slot]?: Runtime }

export function setRuntime(runtime: Runtime): void {
  ;(globalThis as Slot)[slot] = runtime
}

/** Throws when the process was started without the server, e.g. by the Payload CLI. */
export function runtime(): Runtime {
  const found = (globalThis as Slot)[slot]
  if (!found) throw new Error('runtime: not set; start the system through src/server.ts')
  return found
}

/** The server's clock, or the wall's where no server runs, e.g. in a script. */
export const clockNow = (): Date => (hasRuntime() ? runtime().now() : new Date())

export const hasRuntime = (): boolean => (globalThis as Slot)[slot] !== undefined
