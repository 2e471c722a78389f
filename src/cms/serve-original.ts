/** Payload's own file address: rights are checked there, the bytes come from delivery by a signed link. */

import type { PayloadRequest, TypeWithID } from 'payload'
import { smallAt, thumbnailKind } from '../domain/thumbnail.ts'
import { personOf } from './access.ts'
import type { Asset } from './payload-types.ts'
import { runtime } from './runtime.ts'

export async function serveOriginal(
  req: PayloadRequest,
  { params }: { doc: TypeWithID; params: { filename: string } },
): Promise<Response> {
  const asset = await req.payload.db.findOne<Asset>({
    collection: 'assets',
    where: { filename: { equals: params.filename } },
    req,
  })
  const person = personOf(req.user)
  if (!person || !asset?.storageKey) return new Response(null, { status: 404 })
  const href = runtime().link(asset.storageKey, person)
  const Location = req.searchParams.has('small') && thumbnailKind(asset.storageKey) ? smallAt(href) : href
  // The link is good for this session alone, so nobody may keep it.
  return new Response(null, { status: 302, headers: { Location, 'Cache-Control': 'no-store' } })
}
