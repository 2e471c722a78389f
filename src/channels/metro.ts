/** 地铁车站及车载电子屏: posters and silent loops in stations and trains, and the strip above the doors. */
import type { Channel } from '../domain/channel.ts'
import { barLimits, loop, poster, screenLimits } from './shared.ts'

export const metro: Channel = {
  id: 'metro',
  number: 5,
  label: '地铁车站及车载电子屏',
  kind: 'screen',
  group: 'screen',
  specs: [
    poster(1920, 1080, 'required'),
    poster(1080, 1920, 'optional'),
    poster(1366, 768, 'optional'),
    poster(1920, 360, 'optional'),
    loop(1920, 1080),
  ],
  limits: [...screenLimits, ...barLimits],
}
