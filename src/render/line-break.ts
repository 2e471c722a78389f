/**
 * Breaks Chinese display text into lines by the rules of CLREQ: no line starts with closing or ends with opening
 * punctuation, — — and …… and · stay with their neighbours, words and numbers are kept together where they fit. Lines come out balanced.
 */

/** Must not start a line (CLREQ 3.1.3). */
const noStart = /^[，。、；：？！）》」』】〉〕”’·%％‰℃—…～/,.;:?!)\]}]/u
/** Must not end a line. */
const noEnd = /[（《「『【〈〔“‘·—…~～/([{]$/u

/** Width in ems: Chinese characters and full-width signs are one, the rest about 0.56 in both Noto families. */
export const emWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\u1100-\u{3ffff}‘’“”—…·]/u.test(character) ? 1 : 0.56), 0)

interface Place {
  /** Index after which a line may end. */
  readonly at: number
  /** After a pause a break is free, between words it costs, within a word it is the last resort. */
  readonly cost: number
}

/**
 * Titles and prizes that read as broken when a line ends inside them; kept whole wherever a line can hold them. What
 * stands in quotation marks is a name too.
 */
const whole =
  /“[^“”]{1,12}”|《[^《》]{1,12}》|(?:国家|省|市|部)?(?:最高)?(?:科学技术|自然科学|技术发明|科技进步|科技成果|教学成果|专利)奖(?:[特一二三]等奖|金奖|银奖)?|[特一二三]等奖|(?:博士|硕士|研究)生导师|(?:正|副|教授级)?高级(?:工程师|实验师|农艺师|畜牧师|经济师|会计师|教师)|(?:副)?主任(?:医师|药师|护师|技师|委员)|(?:助理|副)?研究员|(?:特聘|讲座|终身|副)?教授|首席(?:科学家|专家|技师|工程师)|学科带头人|政府特殊津贴|有突出贡献的?(?:中青年)?专家|中青年专家|国家野外科学观测研究站|祖国大地|大地|岗位科学家|劳动模范|劳动奖章|三八红旗手|(?:中国)?(?:科学院|工程院)院士|重点(?:实验室|研发计划)|工程(?:技术)?研究中心|产业技术体系/gu

const words = new Intl.Segmenter('zh', { granularity: 'word' })
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

function places(text: string, maxEms: number): Place[] {
  const kept = [...text.matchAll(whole)]
    .filter(([name]) => emWidth(name) <= maxEms)
    .map(({ 0: name, index }) => ({ from: index, to: index + name.length }))
  const boundaries = new Set([...words.segment(text)].map(({ index }) => index))
  const found: Place[] = []
  for (const { index } of graphemes.segment(text)) {
    if (index === 0) continue
    const [before, after] = [text.slice(0, index), text.slice(index)]
    if (noStart.test(after) || noEnd.test(before)) continue
    if (kept.some(({ from, to }) => index > from && index < to)) continue
    // Latin words and numbers are one piece, whatever the segmenter thinks of the hyphen in them.
    if (/[A-Za-z0-9.\-+]$/.test(before) && /^[A-Za-z0-9.\-+]/.test(after)) continue
    if (/^\s/u.test(after)) continue
    // 中国科学院 | 沈阳应用生态研究所: names of institutions are chains of institutions.
    const isInstitution = /(大学|学院|科学院|研究所|研究院|医院|公司|集团|中心)$/u.test(before)
    const isPause = /[，。、；：？！\s]$/u.test(before)
    found.push({ at: index, cost: isPause ? 0 : isInstitution ? 0.6 : boundaries.has(index) ? 1.5 : 5 })
  }
  return [...found, { at: text.length, cost: 0 }]
}

/** As few lines of at most `maxEms` as possible, as equal as possible; a piece that may not be broken can be longer. */
export function breakLines(text: string, maxEms: number): string[] {
  const trimmed = text.trim()
  if (trimmed === '' || emWidth(trimmed) <= maxEms) return trimmed === '' ? [] : [trimmed]
  const ends = places(trimmed, maxEms)
  for (let count = Math.max(2, Math.ceil(emWidth(trimmed) / maxEms)); count <= ends.length; count++) {
    const lines = balanced(trimmed, ends, count, maxEms)
    if (lines) return lines
  }
  return balanced(trimmed, ends, ends.length, Number.POSITIVE_INFINITY) ?? [trimmed]
}

/** The cheapest way into exactly `count` lines; null when one would be too long. */
function balanced(text: string, ends: readonly Place[], count: number, maxEms: number): string[] | null {
  const ideal = emWidth(text) / count
  let best = new Map<number, { cost: number; lines: string[] }>([[0, { cost: 0, lines: [] }]])
  for (let line = 0; line < count; line++) {
    const next = new Map<number, { cost: number; lines: string[] }>()
    for (const [start, so] of best)
      for (const end of ends) {
        if (end.at <= start) continue
        const piece = text.slice(start, end.at).trim()
        const width = emWidth(piece)
        if (width > maxEms) break
        // Twelve: lines may differ by a third before a break between words beats one after a comma.
        const cost = so.cost + 12 * ((width - ideal) / ideal) ** 2 + end.cost ** 2
        const known = next.get(end.at)
        if (!known || cost < known.cost) next.set(end.at, { cost, lines: [...so.lines, piece] })
      }
    best = next
  }
  return best.get(text.length)?.lines ?? null
}
