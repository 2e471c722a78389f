/**
 * POST /api/honorees/:id/posters {name, position, workplace, motto} → PosterPreview — the posters of words that nobody has
 * saved yet. Drawn by the process that answers, also where worker and studio are two, so nothing waits in a queue; of one
 * person at one honoree only the latest words, and one at a time in all.
 */
import type { Endpoint } from 'payload'
import { channels } from '../../channels/index.ts'
import { posterFields } from '../../domain/poster-preview.ts'
import { previewPosters } from '../../pipeline/preview-posters.ts'
import { may, personOf } from '../access.ts'
import { askedOf } from '../json-body.ts'
import { recordsOf } from '../records.ts'
import { Refused } from '../refusal.ts'
import { runtime } from '../runtime.ts'

const headers = { 'Cache-Control': 'no-store' }

/** Far above any limit of a field: what is longer was never typed by a person. */
const mostCharacters = 1_000

export const posterPreview: Omit<Endpoint, 'root'> = {
  path: '/:id/posters',
  method: 'post',
  handler: async (req) => {
    const person = personOf(req.user)
    if (!person || !may(req, 'honorees', 'update')) throw new Refused('您没有预览海报的权限。', 403)
    const sent = await askedOf(req)
    const words = { name: '', position: '', workplace: '', motto: '' }
    for (const field of posterFields) {
      const value = sent[field] ?? ''
      if (typeof value !== 'string' || value.length > mostCharacters)
        throw new Refused('要预览的文字有误，请刷新页面后再试。')
      words[field] = value
    }
    const honoreeId = String(req.routeParams?.id ?? '')
    const outcome = await previewPosters(
      { honoreeId, words, asker: `${person.id} ${honoreeId}`, left: req.signal ?? undefined },
      { records: recordsOf(req), channels, sketch: runtime().sketch },
    )
    switch (outcome?.kind) {
      case undefined:
        throw new Refused('找不到这位人选，请先保存，再预览海报。', 404)
      case 'superseded':
        throw new Refused('已改为预览更新的文字。', 409)
      case 'busy':
        throw new Refused('现在预览海报的人太多，请稍后再改一个字试试。', 503)
      case 'done':
        return Response.json(outcome.value, { headers })
    }
  },
}
