/** Test files share a process, so that Payload and the like are loaded once; each one leaves it as it was. */
import { afterAll } from 'vitest'

const environment = { ...process.env }

afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name]
  Object.assign(process.env, environment)
  // Payload keeps what `getPayload` opened by a key, closed or not.
  ;(globalThis as { _payload?: Map<string, unknown> })._payload?.clear()
})
