/** A planned refusal on its way through Payload: the editor reads the sentence, nothing else leaves. */
import { APIError } from 'payload'
import { type Problem, sentence } from '../domain/problem.ts'

export class Refused extends APIError {
  /** `facts` are for the page that asked, which may have to do something else than say the sentence. */
  constructor(text: string, status = 400, facts?: Readonly<Record<string, unknown>>) {
    super(text, status, facts as never, true)
  }
}

export const refusedFor = (problem: Problem): Refused =>
  new Refused(sentence(problem), problem.kind === 'release-same' ? 409 : 400)
