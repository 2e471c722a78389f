/** A planned refusal on its way through Payload: the editor reads the sentence, nothing else leaves. */
import { APIError } from 'payload'
import { type Problem, sentence } from '../domain/problem.ts'

/** Payload's message cuts a sentence at its first colon of a machine's kind, so a clock is said in words: 5时32分. What is quoted stays as somebody named it. */
const clockInWords = (text: string): string =>
  text.replace(/“[^”]*”|(?<![\d:])(\d{2}):(\d{2})(?![\d:])/g, (whole, hours?: string, minutes?: string) =>
    hours ? `${Number(hours)}时${minutes}分` : whole,
  )

export class Refused extends APIError {
  /** `facts` are for the page that asked, which may have to do something else than say the sentence. */
  constructor(text: string, status = 400, facts?: Readonly<Record<string, unknown>>) {
    super(clockInWords(text), status, facts as never, true)
  }
}

export const refusedFor = (problem: Problem): Refused =>
  new Refused(sentence(problem), problem.kind === 'release-same' ? 409 : 400)
