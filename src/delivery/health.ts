/** Whether this process can serve: the records answer and a released file lies in the store. */
import type { DeliveryOptions } from './ports.ts'
import type { Shelf } from './shelf.ts'

export interface Health {
  /** False is answered with 503: nothing should be sent here. */
  readonly ok: boolean
  /** It serves, and somebody has to look: records that cannot be read, or no writing them, or no space left. Answered with 200, or a balancer would drop what works. */
  readonly degraded: boolean
  /** `busy`: another program holds its lock; reads go on, writes wait. */
  readonly db: 'ok' | 'busy' | 'unavailable'
  readonly store: 'ok' | 'unavailable'
  /** `full`: nothing more is taken in until there is space; what is there is served. */
  readonly disk: 'ok' | 'full' | 'unavailable'
  /** Records that cannot be read, as of at most five minutes ago; null while the records do not answer. */
  readonly unreadable: number | null
}

type Options = Pick<DeliveryOptions, 'records' | 'store' | 'log' | 'now'>

export async function healthOf(options: Options, shelf: Shelf): Promise<Health> {
  const { records, store, log } = options
  const works = async (what: string, probe: () => Promise<boolean>): Promise<'ok' | 'unavailable'> => {
    try {
      return (await probe()) ? 'ok' : 'unavailable'
    } catch (error) {
      log.error({ err: error }, `delivery: ${what} unavailable`)
      return 'unavailable'
    }
  }
  let isWritable = true
  const read = await works('records', async () => {
    isWritable = await records.isWritable()
    return (await records.ledgerPosition()) !== undefined
  })
  const db = read === 'ok' && !isWritable ? 'busy' : read
  const unreadable = read === 'ok' ? await unreadableCount(options, shelf) : null
  const files = await works('store', async () => {
    // Without a release there is no file that must exist; asking for any key still shows that the store answers.
    if (read !== 'ok') return (await store.size(anyKey)) === null
    const [shown] = (await shelf.current()).shownBy
    const media = shown?.[1][0]?.media
    return (await store.size(media?.storageKey ?? anyKey)) === (media?.bytes ?? null)
  })
  let hasRoom = false
  const asked = await works('disk', async () => {
    hasRoom = await store.hasRoom()
    return true
  })
  const disk = asked === 'ok' && !hasRoom ? 'full' : asked
  return {
    ok: read === 'ok' && files === 'ok',
    degraded: (unreadable ?? 0) > 0 || db === 'busy' || disk !== 'ok',
    db,
    store: files,
    disk,
    unreadable,
  }
}

const anyKey = 'variants/00/none.jpg'

const countedMs = 300_000
const counted = new WeakMap<Shelf, { readonly at: number; readonly count: number }>()

/** Every row is read for it, so it is counted once in five minutes, however often a monitor asks. */
async function unreadableCount({ records, log, now }: Options, shelf: Shelf): Promise<number | null> {
  const known = counted.get(shelf)
  const at = now().getTime()
  if (known && at >= known.at && at - known.at < countedMs) return known.count
  try {
    const count = (await records.unreadable()).length
    counted.set(shelf, { at, count })
    return count
  } catch (error) {
    log.error({ err: error }, 'delivery: rows not counted')
    return null
  }
}
