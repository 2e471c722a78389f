/** Hears what other processes changed. Every worker hears every wake: planning twice makes nothing twice. */
import type { Records, Wake } from './records.ts'

/** More news than this between two looks is answered by planning everybody. */
const page = 100

/** Each call tells who was woken since the last; null stands for everybody. */
export function createEar(records: Pick<Records, 'wakes'>): () => Promise<readonly (string | null)[]> {
  let heard: ReadonlySet<string> = new Set()
  return async () => {
    const latest = await records.wakes(page)
    const news = latest.filter((wake: Wake) => !heard.has(wake.stamp))
    heard = new Set(latest.map(({ stamp }) => stamp))
    return news.length === page ? [null] : news.map(({ honoreeId }) => honoreeId)
  }
}
