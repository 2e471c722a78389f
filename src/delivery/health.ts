/** Whether this process can serve: the records answer and a released file lies in the store. */
import type { DeliveryOptions } from './ports.ts'
import type { Shelf } from './shelf.ts'

export interface Health {
  readonly ok: boolean
  readonly db: 'ok' | 'unavailable'
  readonly store: 'ok' | 'unavailable'
}

export async function healthOf(
  { records, store, log }: Pick<DeliveryOptions, 'records' | 'store' | 'log'>,
  shelf: Shelf,
): Promise<Health> {
  const works = async (what: string, probe: () => Promise<boolean>): Promise<'ok' | 'unavailable'> => {
    try {
      return (await probe()) ? 'ok' : 'unavailable'
    } catch (error) {
      log.error({ err: error }, `delivery: ${what} unavailable`)
      return 'unavailable'
    }
  }
  const db = await works('records', async () => (await records.ledgerPosition()) !== undefined)
  const files = await works('store', async () => {
    // Without a release there is no file that must exist; asking for any key still shows that the store answers.
    if (db !== 'ok') return (await store.size(anyKey)) === null
    const [shown] = (await shelf.current()).shownBy
    const media = shown?.[1][0]?.media
    return (await store.size(media?.storageKey ?? anyKey)) === (media?.bytes ?? null)
  })
  return { ok: db === 'ok' && files === 'ok', db, store: files }
}

const anyKey = 'variants/00/none.jpg'
