/** The whole publicity effort of a year (活动). */
import { beijingYear } from './beijing.ts'
import type { CampaignRules } from './campaign-rules.ts'
import type { Channel, ChannelId } from './channel.ts'
import type { Problem } from './problem.ts'
import { lengthOf } from './text.ts'

export interface Campaign {
  readonly id: string
  readonly year: number
  /** 辽宁最美科技工作者. */
  readonly title: string
  /** 主办单位, in the order of the notice; the order is never changed. */
  readonly organisers: readonly string[]
  /** 材料报送截止, inclusive to the end of the day in Asia/Shanghai, stored as the instant after which it is late. */
  readonly submissionsUntil: Date
  /** Channels of the table that this campaign does without; nothing is planned, made or released for them. */
  readonly unusedChannels: readonly ChannelId[]
  /** What this year's notice asks for. */
  readonly rules: CampaignRules
  /** Made by the demo: said wherever its name stands, and removable as a whole. */
  readonly isDemo: boolean
}

/** Characters of a campaign's title: what every poster has room for on its line of honour. */
export const titleMax = 30

export function titleProblem(title: string): Problem | null {
  const found = lengthOf(title.trim())
  if (found === 0) return { kind: 'field-missing', field: '活动名称' }
  return found > titleMax ? { kind: 'text-too-long', field: '活动名称', found, max: titleMax } : null
}

/** What an import knows of a campaign that may have to be recorded first. */
export type NewCampaign = Omit<Campaign, 'id' | 'unusedChannels' | 'rules' | 'isDemo'> & {
  readonly isDemo?: boolean
}

/** Whether the campaign uses a channel; where there is no campaign yet, every channel is used. */
export const isInUse = (
  campaign: Pick<Campaign, 'unusedChannels'> | null | undefined,
  id: ChannelId,
): boolean => !campaign?.unusedChannels.includes(id)

/** Of a table of channels, those the campaign uses, in the table's order. */
export const channelsInUse = <C extends Pick<Channel, 'id'>>(
  campaign: Pick<Campaign, 'unusedChannels'> | null | undefined,
  channels: readonly C[],
): readonly C[] => channels.filter(({ id }) => isInUse(campaign, id))

export const demoMark = '演示数据'

/** How staff tell one year's from another's: 2026 年 · 辽宁最美科技工作者. */
export const campaignLabel = ({
  year,
  title,
  isDemo,
}: Pick<Campaign, 'year' | 'title'> & { readonly isDemo?: boolean | undefined }): string =>
  `${year} 年 · ${markedTitle({ title, isDemo })}`

/** The name as partners and staff read it; nobody shall take what is invented for news. */
export const markedTitle = ({
  title,
  isDemo,
}: Pick<Campaign, 'title'> & { readonly isDemo?: boolean | undefined }): string =>
  `${title}${isDemo ? `（${demoMark}）` : ''}`

/** The studio's campaigns, newest first, and which of them somebody works on; null where there is none. */
export interface CampaignChoice {
  readonly campaigns: readonly { readonly id: string; readonly label: string; readonly isDemo: boolean }[]
  readonly campaignId: string | null
}

/** Key of the preference that remembers a person's choice: a campaign's id. */
export const campaignPreference = 'campaign'

/**
 * The one in the address, else the one remembered, else the newest that has people: a year that was only just begun
 * takes nobody away from the work at hand. `wishes` may be stale or no ids at all.
 */
export function chosenCampaign<C extends Pick<Campaign, 'id' | 'year'>>(
  campaigns: readonly C[],
  wishes: readonly unknown[],
  hasPeople: ReadonlySet<string>,
): C | null {
  for (const wish of wishes) {
    const wished = campaigns.find(({ id }) => id === wish)
    if (wished) return wished
  }
  const newestFirst = campaigns.toSorted((a, b) => b.year - a.year)
  return newestFirst.find(({ id }) => hasPeople.has(id)) ?? newestFirst[0] ?? null
}

/** The notice's organisers, in the notice's order. */
export const organisers2021 = [
  '省委宣传部',
  '省精神文明办',
  '省科协',
  '省科技厅',
  '中科院沈阳分院',
  '省国防科工办',
] as const

/** The year a campaign belongs to that runs at this instant, by the calendar of Shenyang. */
export const campaignYear = (now: Date): number => beijingYear(now)
