/** 公交车: posters on the bar-shaped screens of buses. */
import type { Channel } from '../domain/channel.ts'
import { barLimits, poster, screenLimits } from './shared.ts'

export const bus: Channel = {
  id: 'bus',
  number: 4,
  label: '公交车',
  kind: 'screen',
  group: 'screen',
  specs: [
    poster(1920, 360, 'required'),
    poster(1920, 540, 'optional'),
    poster(2560, 720, 'optional'),
    poster(3840, 1080, 'optional'),
  ],
  limits: [...screenLimits, ...barLimits],
}
