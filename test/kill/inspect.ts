/** Looks at a folder after the last run and prints what is in its database and store, as one JSON line. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { channels } from '../../src/channels/index.ts'
import { openHouse } from '../../src/house.ts'
import { gather, groundOf } from '../../src/pipeline/gather.ts'
import { env } from '../../src/platform/env.ts'

export interface Found {
  /** Every file below the media folder, as it lay before this look. */
  readonly files: readonly string[]
  readonly originals: readonly { readonly file: string; readonly isTrue: boolean }[]
  readonly variants: readonly {
    readonly key: string
    readonly state: string
    readonly file: string | null
    /** The file's SHA-256 is the row's. */
    readonly isTrue: boolean
  }[]
  /** Keys of what the plan wants, done or not. */
  readonly wanted: readonly string[]
  /** `<honoree> <channel> <version>` of each. */
  readonly releases: readonly string[]
}

const { mediaDir } = env()

async function holds(storageKey: string, sha256: string): Promise<boolean> {
  const bytes = await readFile(path.join(mediaDir, storageKey)).catch(() => null)
  return bytes !== null && createHash('sha256').update(bytes).digest('hex') === sha256
}

const files = (await readdir(mediaDir, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(mediaDir, path.join(entry.parentPath ?? entry.path, entry.name)))
  .sort()

const house = await openHouse(() => {})
const { records, renderer } = house
const variants: Found['variants'][number][] = []
const originals: Found['originals'][number][] = []
const wanted = new Set<string>()
const ports = { records, channels, uncovered: renderer.uncovered }
const ground = await groundOf(ports)
for (const editions of await records.honorees(null)) {
  const gathered = await gather(editions, ground, ports)
  for (const { storageKey, sha256 } of gathered.assets)
    originals.push({ file: storageKey, isTrue: await holds(storageKey, sha256) })
  for (const { key, state, variant } of await records.variantRows(editions.id))
    variants.push({
      key,
      state,
      file: variant?.storageKey ?? null,
      isTrue: variant !== null && (await holds(variant.storageKey, variant.sha256)),
    })
  for (const { key } of gathered.wanted) wanted.add(key)
}
const releases = (await records.releases()).map(
  ({ honoreeId, channelId, version }) => `${honoreeId} ${channelId} ${version}`,
)
await house.close()
const found: Found = { files, originals, variants, wanted: [...wanted].sort(), releases }
process.stdout.write(`${JSON.stringify(found)}\n`)
