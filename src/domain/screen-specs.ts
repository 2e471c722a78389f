/** What a channel asks for once its screens are known: each screen's own pixels on top of the channel's presets. */

import { canonical } from './canonical.ts'
import type { Channel } from './channel.ts'
import type { Limit } from './limit.ts'
import { silentLoop } from './outputs/film.ts'
import { posterOutput } from './outputs/poster.ts'
import type { Screen } from './screen.ts'
import type { Spec } from './spec.ts'

/** Of one list of screens the answer is always the same, and every person's plan and every cell of a board asks for it. */
const known = new WeakMap<readonly Screen[], Map<Channel, readonly Spec[]>>()

/** Equal outputs appear once, the channel's own first. Neither the channel nor the list may change afterwards. */
export function specsOf(channel: Channel, screens: readonly Screen[]): readonly Spec[] {
  const ofScreens = known.get(screens) ?? new Map<Channel, readonly Spec[]>()
  known.set(screens, ofScreens)
  const specs = ofScreens.get(channel) ?? computed(channel, screens)
  ofScreens.set(channel, specs)
  return specs
}

function computed(channel: Channel, screens: readonly Screen[]): readonly Spec[] {
  const seen = new Set<string>()
  return [
    ...channel.specs,
    ...screens
      .filter(({ channelId }) => channelId === channel.id)
      .flatMap((screen) => specsOfScreen(screen, channel)),
  ].filter(({ from, output }) => {
    const identity = canonical({ from, output })
    if (seen.has(identity)) return false
    seen.add(identity)
    return true
  })
}

function specsOfScreen(screen: Screen, channel: Channel): readonly Spec[] {
  const { width, height } = screen
  const size = `${width}x${height}`
  const { posterBytes, posterLimits, loopLimits } = rulesOf(channel)
  const poster: Spec = {
    id: screen.maxBytes === null ? `poster-${size}` : `poster-${size}-${screen.maxBytes}`,
    label: `${screen.name}海报 ${width}×${height}`,
    from: 'poster',
    output: posterOutput(width, height, screen.maxBytes ?? posterBytes),
    isRequired: false,
    limits: posterLimits,
  }
  if (!screen.playsFilm) return [poster]
  // H.264 4:2:0 has even sides only.
  const [evenWidth, evenHeight] = [width - (width % 2), height - (height % 2)]
  const loop: Spec = {
    id: `loop-${evenWidth}x${evenHeight}`,
    label: `${screen.name}静音循环 ${evenWidth}×${evenHeight}`,
    from: 'film',
    output: silentLoop(evenWidth, evenHeight),
    isRequired: false,
    limits: loopLimits,
  }
  return [poster, loop]
}

/** What a channel asks of its own posters and loops it asks of those of its screens. */
function rulesOf({ specs }: Channel) {
  let posterBytes: number | null = null
  let posterLimits: readonly Limit[] = []
  let loopLimits: readonly Limit[] = []
  for (const { output, limits } of specs) {
    if (output.kind === 'poster') [posterBytes, posterLimits] = [output.maxBytes, limits]
    if (output.kind === 'film' && output.profile === 'h264-silent-loop') loopLimits = limits
  }
  return { posterBytes, posterLimits, loopLimits }
}
