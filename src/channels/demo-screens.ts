/** The screens the demo brings, known by their names when it is removed. */
import type { ChannelId } from '../domain/channel.ts'

interface DemoScreen {
  readonly slug: string
  readonly name: string
  readonly channelId: ChannelId
  readonly width: number
  readonly height: number
  readonly playsFilm?: boolean
}

export const demoScreens: readonly DemoScreen[] = [
  { slug: 'landmark-4k', name: '青年大街地标大屏', channelId: 'landmark', width: 3840, height: 2160 },
  { slug: 'landmark-led', name: '市府广场竖屏', channelId: 'landmark', width: 768, height: 1152 },
  { slug: 'bus-bar', name: '公交车条屏', channelId: 'bus', width: 1920, height: 360 },
  { slug: 'metro-train', name: '地铁车载屏', channelId: 'metro', width: 1920, height: 1080, playsFilm: true },
  { slug: 'coach-hall', name: '长途客运站候车厅', channelId: 'coach-station', width: 1920, height: 1080 },
  { slug: 'mall-totem', name: '商场立式屏', channelId: 'mall', width: 1080, height: 1920 },
]
