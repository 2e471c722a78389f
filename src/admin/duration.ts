/** A span of time in the words of a progress line, rounded up. */
export function durationText(seconds: number): string {
  if (seconds < 10) return '不到 10 秒'
  if (seconds < 60) return `约 ${Math.ceil(seconds / 10) * 10} 秒`
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 60) return `约 ${minutes} 分钟`
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? `约 ${hours} 小时` : `约 ${hours} 小时 ${minutes % 60} 分钟`
}
