/** The order of Chinese readers: by pinyin, and by number where there are digits (第2 before 第10). */
export const { compare: byChinese } = new Intl.Collator('zh-CN', { numeric: true })
