/** The poster's fonts: Noto Serif SC and Noto Sans SC (OFL) from npm, and which characters they can draw. */
import { createRequire } from 'node:module'
import { type Font, openSync } from 'fontkit'

const resolve = createRequire(import.meta.url).resolve

export const fontFiles = {
  serifBlack: resolve('@expo-google-fonts/noto-serif-sc/900Black/NotoSerifSC_900Black.ttf'),
  serifBold: resolve('@expo-google-fonts/noto-serif-sc/600SemiBold/NotoSerifSC_600SemiBold.ttf'),
  sans: resolve('@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'),
} as const

let opened: readonly Font[] | undefined

/** Layout characters and variation selectors draw nothing by themselves. */
const isInvisible = (character: string): boolean =>
  /^[\p{White_Space}\p{Cf}\p{Variation_Selector}]$/u.test(character)

/** Characters of `text` that not every poster font can draw, each once: any of them may be set in any of these. */
export function uncovered(text: string): readonly string[] {
  opened ??= Object.values(fontFiles).map((file) => openSync(file) as Font)
  const fonts = opened
  return [...new Set(text)].filter((character) => {
    const codePoint = character.codePointAt(0) ?? 0
    return !isInvisible(character) && !fonts.every((font) => font.hasGlyphForCodePoint(codePoint))
  })
}
