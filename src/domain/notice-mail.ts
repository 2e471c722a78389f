/** When staff hear of notices by mail: one digest a turn, which says how many there are and where, and nothing else. */
import { createHash } from 'node:crypto'

/** As staff choose; the first is the default. */
export const mailChoices = {
  never: '不发邮件',
  daily: '每天早上 8 点汇总',
  hourly: '有新通知时，至多每小时一封',
} as const
export type MailChoice = keyof typeof mailChoices

export const isMailChoice = (value: unknown): value is MailChoice =>
  typeof value === 'string' && Object.hasOwn(mailChoices, value)

const hourMs = 3_600_000
/** Shenyang is eight hours ahead of UTC all year, and the morning's mail goes at eight: a turn is a day of UTC. */
const dayMs = 24 * hourMs

export interface Turn {
  readonly name: string
  /** It tells of what there was by then: the morning's mail, however late it goes, of the night and the day before. */
  readonly until: Date
}

/** The turn that `now` falls into; null for whoever wants none. */
export function turnOf(choice: MailChoice, now: Date): Turn | null {
  if (choice === 'never') return null
  const every = choice === 'daily' ? dayMs : hourMs
  const turn = Math.floor(now.getTime() / every)
  const until = choice === 'daily' ? new Date(turn * dayMs) : now
  return { name: `${choice}:${turn}`, until }
}

/** A minute after the first failure, an hour at most. */
export const nextTry = (attempts: number, now: Date): Date =>
  new Date(now.getTime() + Math.min(60, 2 ** Math.min(attempts, 6)) * 60_000)

/** Three days of hourly tries: then the address is wrong, and nobody is helped by one more. */
export const maxTries = 80
/** A letter given up is forgotten after so long: by then the address may be right, and what is unread still is written of anew. */
export const givenUpMs = 30 * dayMs

/** As nodemailer names them: no letter would reach this server now. Anything else is about the one letter. */
const unreachable: ReadonlySet<unknown> = new Set(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS'])
export const isUnreachable = (error: unknown): boolean =>
  error instanceof Error && unreachable.has((error as { readonly code?: unknown }).code)

export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The same at every try, so that who gets it twice can tell. */
  readonly messageId: string
}

/** `key` is one turn of one person. No name and no title: mail passes through others' hands. */
export function letterOf(key: string, to: string, count: number, publicUrl: string): Letter {
  const id = createHash('sha256').update(key).digest('hex').slice(0, 40)
  return {
    to,
    subject: `最美宣传系统：您有 ${count} 条新通知`,
    text: [
      `您好！宣传系统的工作台里有 ${count} 条新通知等您查看：`,
      '',
      `${publicUrl}/admin/notices`,
      '',
      '为保护个人信息，邮件里不写具体内容，请登录后查看。',
      `要更改邮件提醒的方式，请打开“我的账户”：${publicUrl}/admin/account`,
    ].join('\n'),
    messageId: `<${id}@${new URL(publicUrl).hostname}>`,
  }
}
