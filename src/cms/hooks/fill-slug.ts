/** An honoree without an ASCII name gets one from the pinyin of the Chinese name, unique within the campaign. */

import type { CollectionBeforeChangeHook, Where } from 'payload'
import { pinyin } from 'pinyin-pro'
import { type Reference, referenceId } from '../reference.ts'

export function slugOf(name: string): string {
  const letters = pinyin(name, {
    toneType: 'none',
    type: 'array',
    v: true,
    surname: 'head',
    nonZh: 'consecutive',
  })
  const slug = letters
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return slug || 'honoree'
}

export const fillSlug: CollectionBeforeChangeHook = async ({ data, originalDoc, req }) => {
  if (data.slug || (data.slug === undefined && originalDoc?.slug)) return data
  const name: unknown = data.name ?? originalDoc?.name
  const campaign = referenceId((data.campaign ?? originalDoc?.campaign) as Reference)
  if (typeof name !== 'string' || name === '') return data
  const wanted = slugOf(name)
  let slug = wanted
  for (let n = 2; ; n += 1) {
    const where: Where = { and: [{ campaign: { equals: campaign } }, { slug: { equals: slug } }] }
    const taken = await req.payload.db.findOne<{ id: string }>({ collection: 'honorees', where, req })
    if (!taken || taken.id === originalDoc?.id) return { ...data, slug }
    slug = `${wanted}-${n}`
  }
}
