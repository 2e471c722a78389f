/** What anybody may ask of this server: its health, its interface, its schemas. */
import type { Hono } from 'hono'
import { healthOf } from '../health.ts'
import { openApi } from '../schemas/openapi.ts'
import { packManifestSchema } from '../schemas/pack-manifest.ts'
import { receiptSchema } from '../schemas/receipt.ts'
import { type Delivered, type Env, route } from './route.ts'

const schemas = {
  '/schemas/pack-manifest.json': packManifestSchema,
  '/schemas/receipt.json': receiptSchema,
}

export function aboutRoutes(app: Hono<Env>, delivered: Delivered): void {
  route(app, 'GET', '/healthz', [], async (context) => {
    const health = await healthOf(delivered, delivered.shelf)
    return context.json(health, health.ok ? 200 : 503, { 'cache-control': 'no-store' })
  })
  route(app, 'GET', '/openapi.json', [], async (context) => context.json(openApi(delivered.publicUrl)))
  for (const [path, schema] of Object.entries(schemas))
    route(app, 'GET', path, [], async (context) =>
      context.body(JSON.stringify(schema, null, 1), 200, { 'content-type': 'application/schema+json' }),
    )
}
