/** Characters that a poster's fonts lack, or that old machines do. */
import { graphemes } from '../text.ts'
import type { CheckedField, Found } from './finding.ts'

/** Words that are drawn: on posters, and in what is made from them. */
const drawn: ReadonlySet<CheckedField> = new Set(['name', 'workplace', 'position', 'motto', 'summary'])

export function rare(
  text: string,
  field: CheckedField,
  uncovered: (text: string) => readonly string[],
): readonly Found[] {
  const lacking = new Set(uncovered(text))
  const told = new Set<string>()
  let at = 0
  return graphemes(text).flatMap((sign): Found[] => {
    const start = at
    at += sign.length
    if (told.has(sign)) return []
    const why = lacking.has(sign) ? lackingWhy(sign, field) : outside(sign)
    if (why === null) return []
    told.add(sign)
    return [{ at: start, found: sign, rule: 'rare', why, proposal: null }]
  })
}

const lackingWhy = (sign: string, field: CheckedField): string =>
  drawn.has(field)
    ? `海报字体里没有“${sign}”，各种海报都做不出来，请改用字体里有的字。`
    : `海报字体里没有“${sign}”：稿件和信息流照常，但若引到海报、字幕上会缺字。`

const outside = (sign: string): string | null =>
  /^\p{Script=Han}$/u.test(sign) && !isGb2312(sign)
    ? `“${sign}”不在 GB 2312 里：海报照常，但老的播控软件和排版系统可能缺字，交付后请看一眼实物。`
    : null

let known: ReadonlySet<string> | null = null

/** The 6763 ideographs, out of the decoder that every platform has. */
function isGb2312(sign: string): boolean {
  known ??= new Set(
    new TextDecoder('gbk').decode(
      Uint8Array.from({ length: 72 * 94 * 2 }, (_, index) => {
        const cell = index >> 1
        return index % 2 === 0 ? 0xb0 + Math.floor(cell / 94) : 0xa1 + (cell % 94)
      }),
    ),
  )
  return known.has(sign)
}
