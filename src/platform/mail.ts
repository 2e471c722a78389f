/** Letters by SMTP, through nodemailer. */
import nodemailer from 'nodemailer'
import type { Letter } from '../domain/notice-mail.ts'

export interface Post {
  /** Throws what the server or the line said. */
  send(letter: Letter): Promise<void>
  close(): void
}

/** `url` is `smtp://` or `smtps://`, with name and password where the server asks for them. */
export function openPost(url: string, from: string): Post {
  // A server that hangs holds a turn up no longer than this.
  const patience = 30_000
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, subject, text, messageId }) {
      const headers = { 'Auto-Submitted': 'auto-generated' }
      await transport.sendMail({ from, to, subject, text, messageId, headers })
    },
    close: () => transport.close(),
  }
}
