/** 地标建筑户外大屏: posters and silent loops on landmark buildings; LED walls of other sizes are screens of their own. */
import type { Channel } from '../domain/channel.ts'
import { loop, poster, screenLimits } from './shared.ts'

export const landmark: Channel = {
  id: 'landmark',
  number: 3,
  label: '地标建筑户外大屏',
  kind: 'screen',
  group: 'screen',
  specs: [
    poster(1920, 1080, 'required'),
    poster(1080, 1920, 'optional'),
    poster(3840, 2160, 'optional'),
    poster(3840, 1080, 'optional'),
    loop(1920, 1080),
    loop(1080, 1920),
  ],
  limits: screenLimits,
}
