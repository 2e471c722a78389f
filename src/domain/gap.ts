/** What keeps somebody from being ready (还缺什么), who must act on it and where it is mended. */
import { type Problem, sentence } from './problem.ts'
import { roleLabel } from './role.ts'
import type { VariantKey } from './variant.ts'

/** Of the staff, the least trusted role that has the right (`rights.ts`): whoever stands above it may as well. */
export const actorLabel = {
  unit: '推荐单位',
  staff: roleLabel.editor,
  system: '系统',
} as const

export type Actor = keyof typeof actorLabel

/** Who is asked first: what comes from outside takes longest. */
export const actors = Object.keys(actorLabel) as readonly Actor[]

/** Where it is mended: handing in, a part of the person's page, publishing, making again; `wait` mends itself. */
export type Remedy = 'materials' | 'words' | 'consent' | 'publish' | 'retry' | 'wait'

export interface Gap {
  readonly actor: Actor
  readonly remedy: Remedy
  /** One Chinese sentence. */
  readonly text: string
  /** Of a variant that failed, to be made again. */
  readonly key?: VariantKey
}

/** Files and what a unit's nominee lacks of them; everything else is in the words, which staff keep. */
const ofMaterials: ReadonlySet<Problem['kind']> = new Set<Problem['kind']>([
  'material-missing',
  'material-count',
  'file-broken',
  'file-type',
  'file-too-small',
  'pixels-too-few',
  'film-too-long',
  'film-size',
  'limit-broken',
])

const ofConsent: ReadonlySet<Problem['kind']> = new Set<Problem['kind']>([
  'consent-missing',
  'consent-withdrawn',
  'eligibility-open',
])

export function gapOf(problem: Problem): Gap {
  const text = sentence(problem)
  if (problem.kind === 'honoree-draft') return { actor: 'staff', remedy: 'publish', text }
  if (ofConsent.has(problem.kind)) return { actor: 'staff', remedy: 'consent', text }
  return ofMaterials.has(problem.kind)
    ? { actor: 'unit', remedy: 'materials', text }
    : { actor: 'staff', remedy: 'words', text }
}

/** Of something that could not be made: staff look at it, and have it made again. */
export const failureOf = (problem: Problem, key: VariantKey): Gap => ({
  actor: problem.kind === 'output-unsaved' ? 'system' : 'staff',
  remedy: 'retry',
  text: sentence(problem),
  key,
})

export const waitFor = (text: string): Gap => ({ actor: 'system', remedy: 'wait', text })

/** Each sentence once, in the order of who must act. */
export function inOrder(gaps: readonly Gap[]): readonly Gap[] {
  const once = new Map(gaps.map((gap) => [`${gap.text}${gap.key ?? ''}`, gap]))
  return [...once.values()].sort((a, b) => actors.indexOf(a.actor) - actors.indexOf(b.actor))
}
