/** Digests of notices as rows. */
import type { Where } from 'payload'
import { isMailChoice, type MailChoice } from '../../domain/notice-mail.ts'
import { roles } from '../../domain/role.ts'
import type { Digest, MailRecords } from '../../pipeline/notice-mail.ts'
import { unreadOf } from '../notices.ts'
import type { Digest as Row, User } from '../payload-types.ts'
import { type Asker, addRow, changeRow, findRows } from './rows.ts'

const choiceOf = ({ noticeMail }: User): MailChoice => (isMailChoice(noticeMail) ? noticeMail : 'never')

const digestOf = ({ key, user, notices, attempts }: Row): Digest => ({
  key,
  userId: user,
  noticeIds: Array.isArray(notices) ? notices.filter((id) => typeof id === 'string') : [],
  attempts,
})

export const digestRecords = (req: Asker): MailRecords => ({
  async mailReaders(now) {
    const users = (await findRows(req.payload, 'users')).filter((user) => choiceOf(user) !== 'never')
    const unread = await unreadOf(
      req,
      users.flatMap(({ id, role }) => (roles.includes(role) ? [{ id: String(id), role }] : [])),
      now,
    )
    return users.map((user) => ({
      userId: String(user.id),
      choice: choiceOf(user),
      unread: unread.get(String(user.id)) ?? [],
    }))
  },
  async digestsOf(userId) {
    const rows = await findRows(req.payload, 'digests', { where: { user: { equals: userId } } })
    return rows.map((row) => ({ ...digestOf(row), isSent: Boolean(row.sentAt) }))
  },
  addDigest: ({ key, userId, noticeIds }, now) =>
    addRow(req, 'digests', {
      key,
      user: userId,
      notices: [...noticeIds],
      attempts: 0,
      dueAt: now.toISOString(),
    }),
  async dueDigests(now, tries) {
    const rows = await findRows(req.payload, 'digests', {
      where: {
        and: [waits, { dueAt: { less_than_equal: now.toISOString() } }, { attempts: { less_than: tries } }],
      },
      sort: ['dueAt'],
    })
    return rows.map(digestOf)
  },
  claimDigest: (key, now, until) =>
    changeRow(
      req,
      'digests',
      { and: [{ key: { equals: key } }, waits, { dueAt: { less_than_equal: now.toISOString() } }] },
      { dueAt: until.toISOString() },
    ),
  async sentDigest(key, now) {
    await changeRow(req, 'digests', { key: { equals: key } }, { sentAt: now.toISOString() })
  },
  async postponeDigest(key, attempts, until) {
    const where = { and: [{ key: { equals: key } }, waits] }
    await changeRow(req, 'digests', where, { attempts, dueAt: until.toISOString() })
  },
  async addressOf(userId) {
    const [user] = await findRows(req.payload, 'users', { where: { id: { equals: userId } } })
    return user && choiceOf(user) !== 'never' ? user.email : null
  },
  async forgetDigest(key) {
    await req.payload.db.deleteMany({ collection: 'digests', where: { key: { equals: key } }, req })
  },
  async forgetSent(before) {
    const where = { sentAt: { less_than: before.toISOString() } }
    await req.payload.db.deleteMany({ collection: 'digests', where, req })
  },
  async forgetGivenUp(before, tries) {
    const where: Where = {
      and: [
        waits,
        { attempts: { greater_than_equal: tries } },
        { dueAt: { less_than: before.toISOString() } },
      ],
    }
    await req.payload.db.deleteMany({ collection: 'digests', where, req })
  },
})

const waits = { sentAt: { exists: false } }
