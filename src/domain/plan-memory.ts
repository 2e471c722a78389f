/** Plans that are asked for again and again, e.g. of everybody each minute: equal input is planned once. */
import { sha256 } from './fingerprint.ts'
import { type Plan, plan } from './plan.ts'

interface Known {
  /** SHA-256 of all that was planned from. */
  readonly said: string
  readonly plan: Plan
}

/**
 * For one table of channels and one set of fonts. As many are known as are asked for: nobody is forgotten before
 * everybody else was asked for about `turns` times, so that a pass over any number of people finds them all again, and
 * whoever is gone is not kept.
 */
export function rememberPlans({ turns = 3, atLeast = 2_000 } = {}): typeof plan {
  let lately = new Map<string, Known>()
  let before: ReadonlyMap<string, Known> = new Map()
  let asked = 0
  return (input) => {
    const { campaign, honoree, assets, screens, channels, done } = input
    if (done) return plan(input)
    asked += 1
    if (asked > turns * lately.size + atLeast) {
      before = lately
      lately = new Map()
      asked = 1
    }
    const name = `${honoree.id} ${honoree.edition}`
    const said = sha256(JSON.stringify([campaign, honoree, assets, screens, channels.map(({ id }) => id)]))
    const last = lately.get(name) ?? before.get(name)
    const known = last?.said === said ? last : { said, plan: plan(input) }
    lately.set(name, known)
    return known.plan
  }
}
