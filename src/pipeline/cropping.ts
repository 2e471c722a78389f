/** What a crop that somebody drew would cost, found out before anything is kept: planned with it and without. */
import type { Asset } from '../domain/asset.ts'
import { type CropChange, type CropCost, changed, costOfCrop } from '../domain/cropping.ts'
import type { Refusal } from '../domain/plan.ts'
import { ok, type Result } from '../domain/result.ts'
import { type Gathered, type GatherPorts, gather, groundOf } from './gather.ts'
import type { Records } from './records.ts'

interface CroppingPorts extends GatherPorts {
  readonly records: GatherPorts['records'] & Pick<Records, 'honoree'>
}

export async function judgeCrop(
  asset: Asset,
  change: CropChange,
  ports: CroppingPorts,
): Promise<Result<CropCost>> {
  const editions = await ports.records.honoree(asset.honoreeId)
  if (!editions) return ok({ redone: [], lost: [] })
  const ground = await groundOf(ports)
  const before = await gather(editions, ground, ports)
  const assets = before.assets.map((one) => (one.id === asset.id ? changed(one, change) : one))
  const records = { ...ports.records, assetsOf: async () => assets }
  const after = await gather(editions, ground, { ...ports, records })
  const isDone = ({ key }: { key: string }): boolean => after.rows.get(key)?.state === 'done'
  return costOfCrop(knownOf(before), knownOf(after), isDone)
}

const knownOf = ({ wanted, newest, published }: Gathered) => ({
  wanted,
  refusals: [newest, published].flatMap((edition): readonly Refusal[] =>
    edition.ok ? edition.value.plan.refusals : [],
  ),
})
