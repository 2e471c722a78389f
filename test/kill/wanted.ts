/** Prints the keys of every variant the plan wants of a media folder, as one JSON line. */
import { channels } from '../../src/channels/index.ts'
import { openHouse } from '../../src/house.ts'
import { gather, groundOf } from '../../src/pipeline/gather.ts'

const house = await openHouse(() => {})
const { records, renderer } = house
const ports = { records, channels, uncovered: renderer.uncovered }
const ground = await groundOf(ports)
const wanted = new Set<string>()
for (const editions of await records.honorees(null))
  for (const { key } of (await gather(editions, ground, ports)).wanted) wanted.add(key)
await house.close()
process.stdout.write(`${JSON.stringify([...wanted].sort())}\n`)
