/** Plans that are asked for again and again, e.g. by a board that stays open: equal input is planned once. */
import { type Plan, plan } from './plan.ts'

/** Whoever is more than this many plans ago is planned anew. */
const capacity = 2_000

/** For one table of channels and one set of fonts. */
export function rememberPlans(): typeof plan {
  const known = new Map<string, { readonly said: string; readonly plan: Plan }>()
  return (input) => {
    const { campaign, honoree, assets, screens, channels, done } = input
    if (done) return plan(input)
    const name = `${honoree.id} ${honoree.edition}`
    const said = JSON.stringify([campaign, honoree, assets, screens, channels.map(({ id }) => id)])
    const last = known.get(name)
    if (last?.said === said) return last.plan
    const made = plan(input)
    if (known.size >= capacity) known.clear()
    known.set(name, { said, plan: made })
    return made
  }
}
