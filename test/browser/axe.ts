/** What axe finds on the page as it stands. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Serious and critical findings, a rule and a place each; `within` is a selector, the whole page when left out. */
export async function seriousFindings(page: Page, within?: string): Promise<readonly string[]> {
  // By the protocol, so that the page's own policy has nothing to say.
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async (selector) => {
    const run = (window as unknown as { axe: typeof axe }).axe.run
    const found = await run(selector ?? document, { resultTypes: ['violations'] })
    return found.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      places: nodes.map(({ html }) => html.slice(0, 160)),
    }))
  }, within)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, places }) => places.map((place) => `${id}: ${place}`))
}
