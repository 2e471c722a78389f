/** Payload's own file address: rights are checked there, the bytes come from delivery by a signed link. */

import type { PayloadRequest, TypeWithID } from 'payload'
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
  const key = (req.searchParams.get('small') && (await smallest(req, asset))) || asset.storageKey
  // The link is good for this session alone, so nobody may keep it.
  return new Response(null, {
    status: 302,
    headers: { Location: runtime().link(key, person), 'Cache-Control': 'no-store' },
  })
}

/** The lightest picture made of it: a list of twenty originals would weigh 160 MB. */
async function smallest(req: PayloadRequest, asset: Asset): Promise<string | null> {
  const found = await req.payload.db.find<{ storageKey?: string | null }>({
    collection: 'variants',
    where: {
      and: [
        { asset: { equals: asset.id } },
        { state: { equals: 'done' } },
        { mediaType: { equals: 'image/jpeg' } },
      ],
    },
    sort: 'bytes',
    limit: 1,
    pagination: false,
    req,
  })
  return found.docs[0]?.storageKey ?? null
}
