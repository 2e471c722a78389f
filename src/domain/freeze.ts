/**
 * Turns an honoree, a channel and a window into the record readers will see, or says what stands against it. Pure:
 * nothing is read or written, and the snapshot is built member by member, so no private field can ride along.
 */

import type { Asset } from './asset.ts'
import { beijingMinute } from './beijing.ts'
import { limitProblems } from './breach.ts'
import { type Campaign, isInUse } from './campaign.ts'
import { categoryLabel } from './campaign-rules.ts'
import type { Channel } from './channel.ts'
import { type FittedText, fitSummary, fitText, fitTitle } from './fitted-text.ts'
import type { PublishedHonoree } from './honoree.ts'
import { labelOf } from './outputs/index.ts'
import { personProblems } from './person-problems.ts'
import type { Plan, Step } from './plan.ts'
import type { Problem } from './problem.ts'
import type { Release } from './release.ts'
import { releaseMedia } from './release-media.ts'
import { ok, type Result, refuse } from './result.ts'
import type { Screen } from './screen.ts'
import { specsOf } from './screen-specs.ts'
import type { Variant, VariantKey } from './variant.ts'

export interface FreezeInput {
  readonly campaign: Campaign
  /** A draft cannot be given here: what is frozen was published. */
  readonly honoree: PublishedHonoree
  readonly assets: readonly Asset[]
  readonly channel: Channel
  readonly screens: readonly Screen[]
  /** The finished ones. */
  readonly variants: ReadonlyMap<VariantKey, Variant>
  /** Of this channel at least; what it says of others is passed over. */
  readonly plan: Plan
  readonly validFrom: Date
  readonly validUntil: Date | null
  readonly embargoedUntil: Date | null
  readonly version: number
}

/**
 * Waits for everything that can be made for the channel, optional or not, because a release never changes
 * afterwards; optional specs without a source are left out.
 */
export function freeze(input: FreezeInput, now: Date): Result<Omit<Release, 'id'>> {
  const { campaign, honoree, channel, validFrom, validUntil, embargoedUntil, version } = input
  if (!isInUse(campaign, channel.id))
    return refuse({ kind: 'channel-unused', channel: channel.label, year: campaign.year })
  const problem = windowProblem(input) ?? personProblems(honoree, campaign.rules, now)[0]
  if (problem) return refuse(problem)

  const steps = input.plan.wanted.flatMap((step) => {
    const uses = step.uses.filter(({ channelId }) => channelId === channel.id)
    return uses.length > 0 ? [{ ...step, uses }] : []
  })
  const gap = materialProblem(steps, input)
  if (gap) return refuse(gap)

  const text = textFor(input)
  if (!text.ok) return text
  return ok({
    campaignId: campaign.id,
    honoreeId: honoree.id,
    channelId: channel.id,
    version,
    validFrom,
    validUntil,
    embargoedUntil,
    frozenAt: now,
    snapshot: {
      honoreeSlug: honoree.slug,
      name: honoree.name,
      workplace: honoree.workplace,
      position: honoree.position,
      category: categoryLabel(campaign.rules, honoree.category) ?? '',
      campaignTitle: campaign.title,
      year: campaign.year,
      title: text.value.title,
      summary: text.value.summary,
      body: text.value.body,
      topics: text.value.topics,
      media: releaseMedia(steps, specsOf(channel, input.screens), input),
    },
  })
}

/** The end, where there is one, comes after the start and after the embargo: else nobody would ever see it. */
function windowProblem({ validFrom, validUntil, embargoedUntil }: FreezeInput): Problem | null {
  const dates = [validFrom, validUntil, embargoedUntil].filter((date) => date !== null)
  const isReal = dates.every((date) => !Number.isNaN(date.getTime()))
  const shownFrom = embargoedUntil && embargoedUntil > validFrom ? embargoedUntil : validFrom
  if (isReal && (validUntil === null || validUntil > shownFrom)) return null
  return {
    kind: 'window-invalid',
    from: wallClock(shownFrom),
    until: validUntil ? wallClock(validUntil) : '无',
  }
}

const wallClock = (date: Date): string => (Number.isNaN(date.getTime()) ? '无效时间' : beijingMinute(date))

function materialProblem(
  steps: readonly Step[],
  { honoree, channel, screens, plan, variants }: FreezeInput,
): Problem | null {
  const refusal = plan.refusals.find(({ channelId, isRequired }) => isRequired && channelId === channel.id)
  if (refusal) return refusal.problem
  const labels = new Set(steps.filter(({ key }) => !variants.has(key)).map(({ output }) => labelOf(output)))
  if (labels.size > 0)
    return { kind: 'variants-missing', name: honoree.name, channel: channel.label, labels: [...labels] }
  const measuredOf = (key: VariantKey) => variants.get(key) ?? null
  const broken = limitProblems(channel.id, specsOf(channel, screens), steps, measuredOf)
  return broken.find(({ isBinding }) => isBinding)?.problem ?? null
}

/** Channels that show no text of their own, such as screens, still get a title and a summary for packs and operators. */
function textFor({ campaign, honoree, channel }: FreezeInput): Result<FittedText> {
  for (const { output, limits } of channel.specs)
    if (output.kind === 'text') return fitText(honoree, campaign, output, limits)
  const title = fitTitle(honoree, campaign.title, 30) ?? honoree.name
  const { summaryMax } = campaign.rules
  return ok({ title, summary: fitSummary(honoree, summaryMax, summaryMax), body: [], topics: [] })
}
