/** What the sentences of every kind of problem share. */
import type { StorageFault } from '../storage-fault.ts'

/** One sentence a kind: the compiler names the kind that has none. */
export type Sentences<P extends { readonly kind: string }> = {
  readonly [K in P['kind']]: (problem: Extract<P, { readonly kind: K }>) => string
}

export const faults: Readonly<Record<StorageFault, string>> = {
  full: '服务器的存储空间已满',
  broken: '服务器的磁盘读写出错',
  busy: '数据库正被另一个程序占用',
}

export const megabytes = (bytes: number): string =>
  bytes < 1_000_000
    ? `${Math.ceil(bytes / 1_000)} KB`
    : `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 2 : 1)} MB`

export const seconds = (ms: number): string => {
  const total = Math.round(ms / 100) / 10
  const minutes = Math.floor(total / 60)
  return minutes > 0 ? `${minutes} 分 ${Number((total - minutes * 60).toFixed(1))} 秒` : `${total} 秒`
}
