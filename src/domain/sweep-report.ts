/** What a sweep (清理) did, and how it is told. */

export interface SweepReport {
  /** Done rows whose file was gone or of another size: queued again by the next reconcile. */
  readonly repaired: number
  /** Files brought back from quarantine because a row or a release knows them. */
  readonly recalled: number
  /** Rows removed because no plan and no release wants them. */
  readonly forgotten: number
  /** Files moved to quarantine because no row and no release knows them. */
  readonly orphans: number
  /** Files that were in quarantine for a week. */
  readonly deleted: number
  /** Honorees of whom nothing could be told, those in the trash among them: all their rows and files are kept. */
  readonly unread: number
}

export function sweepTold({ repaired, recalled, forgotten, orphans, deleted }: SweepReport): string {
  const done = [
    [repaired, '件成品的文件丢失，已重新排队'],
    [recalled, '个文件从隔离区放回'],
    [forgotten, '条无用的成品记录删除'],
    [orphans, '个无用的文件移入隔离区'],
    [deleted, '个文件满七天彻底删除'],
  ] as const
  const said = done.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  return said.length > 0 ? said.join('，') : '没有要清理的'
}
