/** Digests of notices by mail, every minute, where a mail server is set. */
import { digestRecords } from '../cms/records/digest.ts'
import type { House } from '../house.ts'
import { sendDigests } from '../pipeline/notice-mail.ts'
import type { Env } from '../platform/env.ts'
import type { Logger } from '../platform/log.ts'
import { openPost } from '../platform/mail.ts'
import { every } from '../platform/schedule.ts'

/** Returns how to stop it. */
export function startMailing(
  { payload, clock }: Pick<House, 'payload' | 'clock'>,
  { smtp, publicUrl }: Pick<Env, 'smtp' | 'publicUrl'>,
  log: Logger,
): () => Promise<void> {
  if (smtp === null) return async () => {}
  const post = openPost(smtp.url, smtp.from)
  const ports = {
    mails: digestRecords({ payload }),
    send: post.send,
    publicUrl,
    clock,
    onFailure: (error: unknown) => log.error({ err: error }, 'mail'),
  }
  const stop = every('* * * * *', 'mail', () => sendDigests(ports), log)
  return async () => {
    await stop()
    post.close()
  }
}
