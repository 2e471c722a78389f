/** 商场等电子屏: posters and silent loops in malls and other public places. */
import type { Channel } from '../domain/channel.ts'
import { loop, poster, screenLimits } from './shared.ts'

export const mall: Channel = {
  id: 'mall',
  number: 7,
  label: '商场等电子屏',
  kind: 'screen',
  group: 'screen',
  specs: [
    poster(1920, 1080, 'required'),
    poster(1080, 1920, 'optional'),
    poster(3840, 2160, 'optional'),
    loop(1920, 1080),
    loop(1080, 1920),
  ],
  limits: screenLimits,
}
