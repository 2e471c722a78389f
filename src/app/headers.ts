/** A request's headers as Payload asks for them. */
import type { IncomingMessage } from 'node:http'

export function headersOf({ headers: given }: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  return headers
}
