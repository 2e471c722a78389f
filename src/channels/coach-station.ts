/** 长途汽车站: posters and silent loops in waiting halls. */
import type { Channel } from '../domain/channel.ts'
import { loop, poster, screenLimits } from './shared.ts'

export const coachStation: Channel = {
  id: 'coach-station',
  number: 6,
  label: '长途汽车站',
  kind: 'screen',
  group: 'screen',
  specs: [
    poster(1920, 1080, 'required'),
    poster(1080, 1920, 'optional'),
    poster(3840, 2160, 'optional'),
    loop(1920, 1080),
  ],
  limits: screenLimits,
}
