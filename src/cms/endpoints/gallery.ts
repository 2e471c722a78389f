/** GET /api/honorees/:id/gallery — everything made or being made for this person, by channel; nothing that is superseded. */
import type { Endpoint } from 'payload'
import { channels } from '../../channels/index.ts'
import { galleryOf, type ShownGallery } from '../../domain/gallery.ts'
import { gather, groundOf, type Planned } from '../../pipeline/gather.ts'
import { may, personOf } from '../access.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

export const gallery: Omit<Endpoint, 'root'> = {
  path: '/:id/gallery',
  method: 'get',
  handler: async (req) => {
    const person = personOf(req.user)
    // It tells of unpublished material, so the right to read published honorees alone is not enough.
    if (!person || !may(req, 'honorees', 'read')) throw new Refused('您没有查看成品的权限。', 403)
    const ports = { records: recordsOf(req), channels, uncovered: runtime().uncovered }
    const editions = await ports.records.honoree(String(req.routeParams?.id ?? ''))
    if (!editions) throw new Refused('找不到这位人选，请刷新页面后再试。', 404)
    const { wanted, assets, rows, variants, newest, published } = await gather(
      editions,
      await groundOf(ports),
      ports,
    )
    const keysOf = (planned: Planned) => new Set(planned.plan.wanted.map(({ key }) => key))
    // Where one edition alone can be planned, nothing is told apart.
    const both = newest.ok && published.ok
    const found = galleryOf(wanted, assets, rows, channels, {
      drafted: both ? keysOf(newest.value) : new Set(),
      published: both ? keysOf(published.value) : new Set(),
    })
    const answer: ShownGallery = {
      channels: found.channels,
      items: found.items.map((item) => {
        const storageKey = variants.get(item.key)?.storageKey
        return { ...item, href: storageKey ? runtime().link(storageKey, person) : null }
      }),
      mayRetry: may(req, 'assets', 'update'),
    }
    return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
  },
}
