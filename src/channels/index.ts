/** THE table: every place of publication the notice names, in its order. A new channel is one file and one line here. */
import type { Channel, ChannelId } from '../domain/channel.ts'
import { beidou } from './beidou.ts'
import { beiguo } from './beiguo.ts'
import { bus } from './bus.ts'
import { coachStation } from './coach-station.ts'
import { douyin } from './douyin.ts'
import { kuaishou } from './kuaishou.ts'
import { landmark } from './landmark.ts'
import { liaoningDaily } from './liaoning-daily.ts'
import { liaoningTv } from './liaoning-tv.ts'
import { mall } from './mall.ts'
import { metro } from './metro.ts'
import { xuexi } from './xuexi.ts'

export const channels: readonly Channel[] = [
  liaoningDaily,
  liaoningTv,
  landmark,
  bus,
  metro,
  coachStation,
  mall,
  xuexi,
  beiguo,
  beidou,
  douyin,
  kuaishou,
]

export const channelById = (id: ChannelId): Channel | undefined =>
  channels.find((channel) => channel.id === id)
