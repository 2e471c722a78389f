/** `POST /receipts`. */
import type { Hono } from 'hono'
import { problemResponse } from '../problem-response.ts'
import { bodyText, receiptFrom } from '../receipts.ts'
import { type Delivered, type Env, enter, route } from './route.ts'

const maxBytes = 16_384

export function receiptRoutes(app: Hono<Env>, { channels, shelf, door, receiptLog, now }: Delivered): void {
  route(app, 'POST', '/receipts', ['token'], enter(door), async (context) => {
    if (!/^application\/json\b/i.test(context.req.header('content-type') ?? ''))
      return problemResponse({ kind: 'body-type' })
    const text = await bodyText(context.req.raw, maxBytes)
    if (text === null) return problemResponse({ kind: 'body-too-large', maxBytes })
    let body: unknown
    try {
      body = JSON.parse(text)
    } catch {
      return problemResponse({ kind: 'body-invalid', errors: ['内容不是有效的 JSON。'] })
    }
    const receipt = receiptFrom(body, context.get('partner'), channels, await shelf.current(), now())
    if (!receipt.ok) return problemResponse(receipt.problem)
    await receiptLog.write(receipt.value)
    const { partnerId: _own, screenId: _internal, ...shown } = receipt.value
    return context.json(shown, 201, { 'cache-control': 'no-store' })
  })
}
