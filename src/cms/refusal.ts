/** A planned refusal on its way through Payload: the editor reads the sentence, nothing else leaves. */
import { APIError } from 'payload'
import { type Problem, sentence } from '../domain/problem.ts'

export class Refused extends APIError {
  constructor(text: string, status = 400) {
    super(text, status, undefined, true)
  }
}

export const refusedFor = (problem: Problem): Refused =>
  new Refused(sentence(problem), problem.kind === 'release-same' ? 409 : 400)
