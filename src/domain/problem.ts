/**
 * Every planned refusal, by literal kind with its facts. `sentence` turns one into the Chinese sentence users read:
 * it names the file or field, says what was found, what is expected and what to do.
 */
import { type FileProblem, fileSentences } from './problems/file.ts'
import { type HandInProblem, handInSentences } from './problems/hand-in.ts'
import { type PersonProblem, personSentences } from './problems/person.ts'
import { type ReleaseProblem, releaseSentences } from './problems/release.ts'
import type { Sentences } from './problems/sentences.ts'

export type Problem = FileProblem | HandInProblem | PersonProblem | ReleaseProblem

const sentences: Sentences<Problem> = {
  ...fileSentences,
  ...handInSentences,
  ...personSentences,
  ...releaseSentences,
}

/** One Chinese sentence, complete in itself; never contains a path outside the given folder, a stack or an id. */
export const sentence = <P extends Problem>(problem: P): string =>
  (sentences[problem.kind] as (problem: P) => string)(problem)

/** Whether a stored value is of a kind there is a sentence for: rows outlive the version that wrote them. */
export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  Object.hasOwn(sentences, String(value.kind))
