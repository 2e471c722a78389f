/** The whole publicity effort of a year (活动). */

export interface Campaign {
  readonly id: string
  readonly year: number
  /** 辽宁最美科技工作者. */
  readonly title: string
  /** 主办单位, in the order of the notice; the order is never changed. */
  readonly organisers: readonly string[]
  /** 材料报送截止, inclusive to the end of the day in Asia/Shanghai, stored as the instant after which it is late. */
  readonly submissionsUntil: Date
}

/** How staff tell one year's from another's: 2026 年 · 辽宁最美科技工作者. */
export const campaignLabel = ({ year, title }: Pick<Campaign, 'year' | 'title'>): string =>
  `${year} 年 · ${title}`

/** The notice's organisers, in the notice's order. */
export const organisers2021 = [
  '省委宣传部',
  '省精神文明办',
  '省科协',
  '省科技厅',
  '中科院沈阳分院',
  '省国防科工办',
] as const

/** The year a campaign belongs to that runs at this instant, by the calendar of Shenyang. */
export const campaignYear = (now: Date): number =>
  Number(new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Asia/Shanghai' }).format(now))
