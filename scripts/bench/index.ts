/** `npm run bench -- NAME [--rounds N]`: everything compared runs in the same invocation, in turn; the last line is JSON. */
import { parseArgs } from 'node:util'
import { type Bench, formatTable } from './bench.ts'
import { pipeline } from './pipeline.ts'
import { studio } from './studio.ts'

const benches: Readonly<Record<string, Bench>> = { pipeline, studio }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  // A bench starts itself again for each measured run; its words come after the name.
  strict: false,
  options: { rounds: { type: 'string' } },
})
const [name = '', ...words] = positionals
const bench = benches[name]
if (!bench) {
  console.log('npm run bench -- NAME [--rounds N]\n')
  for (const [known, { about }] of Object.entries(benches)) console.log(`  ${known}  ${about}`)
  process.exit(name === '' ? 0 : 2)
}
if (words.length > 0) await bench.measure(words)
else {
  const rounds = Math.max(1, Number(values.rounds ?? bench.rounds))
  const { rows, ratios } = await bench.compare(rounds)
  console.log(formatTable(rows))
  console.log(JSON.stringify({ bench: name, ratios, rounds }))
}
process.exit(0)
