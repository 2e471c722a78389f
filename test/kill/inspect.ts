/** Looks at a folder after the last run and prints what is in its database and store, as one JSON line. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { openHouse } from '../../src/house.ts'
import { env } from '../../src/platform/env.ts'

const sha256 = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex')

const { mediaDir } = env()
const before = (await readdir(mediaDir, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(mediaDir, path.join(entry.parentPath ?? entry.path, entry.name)))
  .sort()

const house = await openHouse(env(), () => {})
const { records } = house
const variants: { key: string; state: string; file: string | null; isTrue: boolean }[] = []
const originals: { file: string; isTrue: boolean }[] = []
for (const campaign of await records.campaigns()) {
  for (const honoree of await records.honorees(campaign.id)) {
    for (const asset of await records.assetsOf(honoree.id))
      originals.push({
        file: asset.storageKey,
        isTrue: (await sha256(path.join(mediaDir, asset.storageKey))) === asset.sha256,
      })
    for (const { key, state, variant } of await records.variantRows(honoree.id))
      variants.push({
        key,
        state,
        file: variant?.storageKey ?? null,
        isTrue:
          variant !== null && (await sha256(path.join(mediaDir, variant.storageKey))) === variant.sha256,
      })
  }
}
const releases = (await records.releases()).map(
  ({ honoreeId, channelId, version }) => `${honoreeId} ${channelId} ${version}`,
)
await house.close()
process.stdout.write(`${JSON.stringify({ files: before, variants, originals, releases })}\n`)
