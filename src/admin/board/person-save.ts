/** Declarations, consent and publication, written through the very door that the person's form uses. */
import type { Declaration } from '../../domain/eligibility.ts'
import { type Answer, ask } from '../ask.ts'

/** Of the newest edition, what is decided about here. */
export interface Newest {
  readonly id: string
  readonly name?: string | null
  /** A save that began with this overwrites nothing that came later. */
  readonly updatedAt: string
  readonly _status?: 'draft' | 'published' | null
  readonly declarations?: { readonly [declaration in Declaration]?: boolean | null } | null
  readonly consent?: { readonly givenAt?: string | null; readonly withdrawnAt?: string | null } | null
}

export interface Changes {
  readonly declarations?: { readonly [declaration in Declaration]?: boolean }
  readonly consent?: { readonly givenAt: string | null }
  /** 定稿; without it a draft stays a draft, and what is published stays so. */
  readonly _status?: 'published'
}

const fields = ['name', 'updatedAt', '_status', 'declarations', 'consent'] as const
/** An address holds some hundred ids. */
const atOnce = 50

export const newestPath = (ids: readonly string[]): string =>
  `/api/honorees?${new URLSearchParams([
    ['draft', 'true'],
    ['depth', '0'],
    ['pagination', 'false'],
    ['where[id][in]', ids.join(',')],
    ...fields.map((name) => [`select[${name}]`, 'true']),
  ])}`

/** In the order of the ids; whoever is gone meanwhile is left out. */
export async function newestOf(ids: readonly string[]): Promise<Answer<readonly Newest[]>> {
  const found: Newest[] = []
  for (let at = 0; at < ids.length; at += atOnce) {
    const answer = await ask<{ docs: readonly Newest[] }>(newestPath(ids.slice(at, at + atOnce)))
    if (!answer.ok) return answer
    found.push(...answer.value.docs)
  }
  return { ok: true, value: ids.flatMap((id) => found.find((one) => one.id === id) ?? []) }
}

/** What is sent, for whoever sends it. */
export function saveRequest(
  { id, updatedAt, _status }: Newest,
  changes: Changes,
): {
  readonly path: string
  readonly body: Omit<Changes, '_status'> & Required<Pick<Newest, 'updatedAt' | '_status'>>
} {
  const status = changes._status ?? _status ?? 'draft'
  return {
    path: `/api/honorees/${id}?depth=0${status === 'draft' ? '&draft=true' : ''}`,
    body: { ...changes, updatedAt, _status: status },
  }
}

export function save(newest: Newest, changes: Changes): Promise<Answer<unknown>> {
  const { path, body } = saveRequest(newest, changes)
  return ask(path, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

export interface Refusal {
  readonly id: string
  readonly name: string
  readonly sentence: string
}

/** The door's own words speak of a form, which is not there. */
const reasonOf = ({ fields, sentence }: Answer<unknown> & { readonly ok: false }): string =>
  fields ? `“${fields.join('”“')}”没有填或填得不对，请点姓名打开其页面，改好后再办。` : sentence

/** One after another; whoever is refused stops nobody else. Returns who was, and why. */
export async function saveEach(
  people: readonly Newest[],
  saveOne: (newest: Newest) => Promise<Answer<unknown>>,
  onStep: (done: number) => void,
): Promise<readonly Refusal[]> {
  const refused: Refusal[] = []
  for (const [at, newest] of people.entries()) {
    const answer = await saveOne(newest)
    if (!answer.ok)
      refused.push({ id: newest.id, name: newest.name || '未填姓名', sentence: reasonOf(answer) })
    onStep(at + 1)
  }
  return refused
}
