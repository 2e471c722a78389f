/** What a token opens, for programs (absolute addresses) and for the page (relative ones, with the token it came by). */
import type { Channel } from '../domain/channel.ts'
import { feedFormats, formatLabel } from '../domain/formats/format.ts'
import type { Partner } from '../domain/partner.ts'
import type { Screen } from '../domain/screen.ts'
import { feedPath } from './feeds.ts'
import type { IndexPage } from './pages.ts'
import type { Stock } from './shelf.ts'

export const indexJson = (
  partner: Partner,
  open: readonly Channel[],
  screens: readonly Screen[],
  publicUrl: string,
) => ({
  partner: partner.name,
  feeds: open.map((channel) => ({
    channel: channel.id,
    label: channel.label,
    formats: Object.fromEntries(feedFormats.map((format) => [format, publicUrl + feedPath(channel, format)])),
  })),
  packs: screens.map((screen) => ({
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
  partner: Partner,
  open: readonly Channel[],
  screens: readonly Screen[],
  stock: Stock,
  address: (path: string) => string,
): IndexPage => ({
  partner: partner.name,
  campaign: stock.campaign?.title ?? '最美人物',
  feeds: open.map((channel) => ({
    label: channel.label,
    formats: feedFormats.map((format) => ({
      label: formatLabel[format],
      href: address(feedPath(channel, format)),
    })),
  })),
  packs: screens.map((screen) => ({
    name: screen.name,
    channel: open.find(({ id }) => id === screen.channelId)?.label ?? '',
    width: screen.width,
    height: screen.height,
    zip: address(`/packs/${screen.slug}.zip`),
    manifest: address(`/packs/${screen.slug}/manifest.json`),
  })),
})
