/**
 * What the form of a new document begins with. Payload asks a field's `defaultValue` for every row it reads without a
 * value, and for what is sent, as well: only the page of the empty form gets an answer.
 */
import type { DefaultValue, PayloadRequest } from 'payload'

/** `preset` may ask the page's address (`req.searchParams`); undefined where it names nothing. */
export const inNewForm =
  (slug: string, preset: (req: PayloadRequest) => Promise<string | undefined>): DefaultValue =>
  async ({ req }) =>
    req?.user && req.pathname === `/admin/collections/${slug}/create` ? preset(req) : undefined
