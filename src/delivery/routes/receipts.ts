/** `POST /receipts`: one receipt, or several in a list, where a bad one never stops the others. */
import type { Hono } from 'hono'
import type { NewReceipt } from '../../domain/receipt.ts'
import type { Result } from '../../domain/result.ts'
import { problemDocument, problemResponse, type Refusal } from '../problem-response.ts'
import { bodyText } from '../receipt-body.ts'
import { createReceiptDesk } from '../receipts.ts'
import { type Delivered, type Env, enter, route } from './route.ts'

/** Below what the front door lets a stranger send. */
const maxBytes = 60_000
const maxCount = 100

export function receiptRoutes(app: Hono<Env>, delivered: Delivered): void {
  const { shelf, door, now } = delivered
  const desk = createReceiptDesk(delivered)

  route(app, 'POST', '/receipts', ['token'], enter(door), async (context) => {
    if (!/^application\/json\b/i.test(context.req.header('content-type') ?? ''))
      return problemResponse({ kind: 'body-type' })
    const text = await bodyText(context.req.raw, maxBytes)
    if (text === null) return problemResponse({ kind: 'body-too-large', maxBytes })
    let body: unknown
    try {
      body = JSON.parse(text)
    } catch {
      return problemResponse({ kind: 'body-invalid', errors: ['内容不是有效的 JSON，应为一条回执或其列表'] })
    }
    const catalogue = await shelf.current()
    const take = (one: unknown): Promise<Result<NewReceipt, Refusal>> =>
      desk.take(one, context.get('partner'), catalogue, now())
    const headers = { 'cache-control': 'no-store' }
    if (!Array.isArray(body)) {
      const taken = await take(body)
      return taken.ok ? context.json(answerOf(taken.value), 201, headers) : problemResponse(taken.problem)
    }
    if (body.length === 0 || body.length > maxCount)
      return problemResponse({
        kind: 'body-invalid',
        errors: [`列表里有 ${body.length} 条回执，应为 1 至 ${maxCount} 条`],
      })
    const results: object[] = []
    for (const one of body) {
      const taken = await take(one)
      results.push(
        taken.ok ? { status: 201, receipt: answerOf(taken.value) } : problemDocument(taken.problem),
      )
    }
    return context.json({ results }, 200, headers)
  })
}

const answerOf = ({ key, kind, releaseId, packVersion, at, note }: NewReceipt) => ({
  key,
  kind,
  releaseId,
  packVersion,
  at,
  note,
})
