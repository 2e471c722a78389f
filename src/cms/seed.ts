/** Makes sure the demo's people and places exist: found by their natural key, created when absent, never overwritten. */
import type { Payload } from 'payload'
import type { ChannelId } from '../domain/channel.ts'
import type { Role } from '../domain/role.ts'

/** What the demo makes beside its people, known by these names when it is removed. */
export const demoLogin = 'admin@zuimei.local'
export const demoPartner = '演示合作媒体'

/** False when the account was there already, with whatever password it has now. */
export async function ensureUser(
  payload: Payload,
  user: { email: string; password: string; name: string; role: Role },
): Promise<boolean> {
  const { totalDocs } = await payload.count({ collection: 'users', where: { email: { equals: user.email } } })
  if (totalDocs > 0) return false
  await payload.create({ collection: 'users', data: user })
  return true
}

export async function ensurePartner(
  payload: Payload,
  partner: { name: string; channelIds: ChannelId[]; tokenHash: string; tokenPrefix: string },
): Promise<void> {
  const { totalDocs } = await payload.count({
    collection: 'partners',
    where: { name: { equals: partner.name } },
  })
  if (totalDocs === 0) await payload.create({ collection: 'partners', data: partner })
}

export async function ensureScreen(
  payload: Payload,
  screen: {
    slug: string
    name: string
    channelId: ChannelId
    width: number
    height: number
    stillSeconds: number
    playsFilm: boolean
  },
): Promise<void> {
  const { totalDocs } = await payload.count({
    collection: 'screens',
    where: { slug: { equals: screen.slug } },
  })
  if (totalDocs === 0) await payload.create({ collection: 'screens', data: screen })
}
