/** What a token opens, for programs (absolute addresses) and for the page (relative ones, with the token it came by). */
import { isInUse, markedTitle } from '../domain/campaign.ts'
import type { Channel } from '../domain/channel.ts'
import { feedFormats, formatLabel } from '../domain/formats/format.ts'
import type { Partner } from '../domain/partner.ts'
import type { Screen } from '../domain/screen.ts'
import { opens } from './door.ts'
import { feedPath } from './feeds.ts'
import type { IndexPage } from './pages.ts'
import type { Catalogue } from './shelf.ts'

/** What a token opens. */
export interface Opened {
  readonly partner: Partner
  /** Null where only packs are asked for: feeds are nothing to the operator of a screen. */
  readonly feeds: readonly Channel[] | null
  readonly screens: readonly { readonly screen: Screen; readonly channel: Channel }[]
}

export function openedBy(
  partner: Partner,
  channels: readonly Channel[],
  { screens, campaign, releasesOf }: Pick<Catalogue, 'screens' | 'campaign' | 'releasesOf'>,
  hasFeeds: boolean,
): Opened {
  // What this year does without is not offered, unless something of it is still to be read or taken back.
  const isUsed = ({ id }: Channel): boolean => isInUse(campaign, id) || releasesOf.has(id)
  const open = channels.filter((channel) => opens(partner, channel) && isUsed(channel))
  return {
    partner,
    feeds: hasFeeds ? open : null,
    screens: screens.flatMap((screen) => {
      const channel = open.find(({ id }) => id === screen.channelId)
      return channel ? [{ screen, channel }] : []
    }),
  }
}

export const indexJson = ({ partner, feeds, screens }: Opened, publicUrl: string) => ({
  partner: partner.name,
  ...(feeds && {
    feeds: feeds.map((channel) => ({
      channel: channel.id,
      label: channel.label,
      formats: Object.fromEntries(
        feedFormats.map((format) => [format, publicUrl + feedPath(channel, format)]),
      ),
    })),
  }),
  packs: screens.map(({ screen }) => ({
    screen: screen.slug,
    name: screen.name,
    channel: screen.channelId,
    width: screen.width,
    height: screen.height,
    zip: `${publicUrl}/packs/${screen.slug}.zip`,
    manifest: `${publicUrl}/packs/${screen.slug}/manifest.json`,
  })),
  receipts: `${publicUrl}/receipts`,
})

export const indexOf = (
  { partner, feeds, screens }: Opened,
  { campaign }: Pick<Catalogue, 'campaign'>,
  address: (path: string) => string,
): IndexPage => ({
  partner: partner.name,
  campaign: campaign ? markedTitle(campaign) : '最美人物',
  feeds:
    feeds?.map((channel) => ({
      label: channel.label,
      formats: feedFormats.map((format) => ({
        label: formatLabel[format],
        href: address(feedPath(channel, format)),
      })),
    })) ?? null,
  packs: screens.map(({ screen, channel }) => ({
    name: screen.name,
    channel: channel.label,
    width: screen.width,
    height: screen.height,
    zip: address(`/packs/${screen.slug}.zip`),
    manifest: address(`/packs/${screen.slug}/manifest.json`),
  })),
})
