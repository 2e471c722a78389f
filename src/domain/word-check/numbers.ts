/** Figures by GB/T 15835-2011《出版物上数字用法》: what is certain is proposed, the rest is left to a person. */
import { type Found, matches } from './finding.ts'

const standard = 'GB/T 15835'
const digits = '〇一二三四五六七八九'

/** Which form of the year all that a person's texts say uses. */
export const usesArabicYears = (written: string): boolean => /(?:19|20)\d{2}\s?年/u.test(written)

export const numbers = (text: string, usesArabic: boolean): readonly Found[] => [
  ...fullWidth(text),
  ...years(text, usesArabic),
  ...doubleApproximations(text),
  ...ranges(text),
  ...thousands(text),
]

const found = (text: string, why: string, proposal: string | null): Omit<Found, 'at'> => ({
  found: text,
  rule: 'number',
  why,
  proposal,
})

const fullWidth = (text: string): readonly Found[] =>
  matches(text, /[０-９][０-９．，％]*/gu, ([run]) =>
    found(
      run,
      `全角数字“${run}”与其他数字宽窄不一，数字用半角（${standard}）。`,
      run.replace(/[０-９．，％]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)),
    ),
  )

/** One form throughout (局部体例一致), and 〇 in a year's Chinese form is never 零. */
const years = (text: string, usesArabic: boolean): readonly Found[] =>
  matches(text, /([一二][〇零○Ｏ0九][〇零○Ｏ0一二三四五六七八九]{2})年/gu, ([run, year = '']) => {
    const plain = year.replace(/[零○Ｏ0]/gu, '〇')
    const arabic = `${[...plain].map((digit) => digits.indexOf(digit)).join('')}年`
    if (usesArabic)
      return found(run, `年份有的写“${run}”，有的用阿拉伯数字：全文用一种写法（${standard}）。`, arabic)
    return plain === year ? null : found(run, `汉字年份中的“0”写作“〇”（${standard}）。`, `${plain}年`)
  })

const figure = String.raw`(?:\d[\d,.]*|[一二三四五六七八九十百千万亿两]+)`

/** 近 of a time that goes on (近30余年来) is no approximation of its own. */
const spans = /^(?:年|载|个?月|天|日|周|个世纪)/u

const doubleApproximations = (text: string): readonly Found[] =>
  matches(
    text,
    new RegExp(
      `(逾|超过|大约|(?<![节契合公条简签集隐邀履违制预])约|(?<![最附接邻远亲临])近|将近)(${figure})(多|余)?([万亿]?)(多|余)?([名人位个项篇家户亩吨元次公里米千克年载月天日周小时种件套台]{0,2})(左右|上下|以上)?`,
      'gu',
    ),
    (match) => {
      const [run, head = '', amount = '', before = '', scale = '', after = '', unit = '', tail = ''] = match
      const rest = text.slice((match.index ?? 0) + run.length - unit.length - tail.length)
      if (before === '' && after === '' && tail === '') return null
      if (head === '近' && spans.test(rest)) return null
      // 超过…以上 says one thing twice; 约…以上 contradicts itself: both go.
      const plain = `${head}${amount}${scale}${unit}`
      return found(run, `“${head}”与“${before || after || tail}”都表示概数，只留一个（${standard}）。`, plain)
    },
  )

const joiner = '[-－—–~～至到]'

/** 10-20% reads as 10 to 20 %: sign and scale stand with both ends. */
const ranges = (text: string): readonly Found[] =>
  matches(
    text,
    new RegExp(
      String.raw`(?<![\d.%％年月-])(\d+(?:\.\d+)?)\s?(${joiner})\s?(\d+(?:\.\d+)?)([%％万亿])`,
      'gu',
    ),
    ([run, from, sign = '', to, unit = '']) => {
      const plain = unit === '％' ? '%' : unit
      const between = sign === '至' || sign === '到' ? sign : '～'
      return found(
        run,
        `范围两端都要带“${plain}”，否则可读作“${from}”到“${to}${plain}”（${standard}）。`,
        `${from}${plain}${between}${to}${plain}`,
      )
    },
  )

/** 千 and 百 are not written after Arabic figures; 千克, 百分点 and their like are words of their own. */
const thousands = (text: string): readonly Found[] =>
  matches(
    text,
    /(?<![\d.第])(\d+(?:\.\d+)?)(千|百)(?=[万亿]|[余多]?(?:[名人位个项篇家户亩吨元次种件套台株头只棵]|公里|公斤))/gu,
    ([run, amount = '', unit = '']) =>
      found(
        run,
        `阿拉伯数字后只可接“万”“亿”，不接“千”“百”（${standard}）。`,
        String(Math.round(Number(amount) * (unit === '千' ? 1000 : 100) * 1000) / 1000),
      ),
  )
