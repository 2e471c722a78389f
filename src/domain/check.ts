/** One thing of the house looked at (自检): how it stands, and the remedy where something is wrong. */
export interface Check {
  readonly subject: string
  readonly state: 'good' | 'look' | 'bad'
  readonly text: string
  /** What to do; null where nothing is to be done. */
  readonly remedy: string | null
}

export const good = (subject: string, text: string): Check => ({ subject, state: 'good', text, remedy: null })
export const look = (subject: string, text: string, remedy: string): Check => ({
  subject,
  state: 'look',
  text,
  remedy,
})
export const bad = (subject: string, text: string, remedy: string): Check => ({
  subject,
  state: 'bad',
  text,
  remedy,
})
