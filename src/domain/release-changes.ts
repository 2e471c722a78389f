/** What a correction would change of what is shown; nothing changed is no correction. */
import { canonical } from './canonical.ts'
import type { Release, Snapshot } from './release.ts'

const labels: Readonly<Record<Exclude<keyof Snapshot, 'media'>, string>> = {
  honoreeSlug: '英文标识',
  name: '姓名',
  workplace: '工作单位',
  position: '职务职称',
  category: '人选类别',
  campaignTitle: '活动名称',
  year: '年份',
  title: '标题',
  summary: '简介',
  body: '正文',
  topics: '话题',
}

type Frozen = Omit<Release, 'id'>

/** In the words of staff, empty where readers would see the same at the same time. */
export const changesBetween = (shown: Frozen, next: Frozen): readonly string[] => [
  ...windowChanges(shown, next),
  ...(Object.keys(labels) as (keyof typeof labels)[]).flatMap((name) =>
    canonical(shown.snapshot[name]) === canonical(next.snapshot[name]) ? [] : [labels[name]],
  ),
  ...mediaChanges(shown.snapshot, next.snapshot),
]

function windowChanges(shown: Frozen, next: Frozen): readonly string[] {
  const differs = (name: 'validFrom' | 'validUntil' | 'embargoedUntil'): boolean =>
    shown[name]?.getTime() !== next[name]?.getTime()
  return [
    ...(differs('validFrom') || differs('validUntil') ? ['时段'] : []),
    ...(differs('embargoedUntil') ? ['解禁时间'] : []),
  ]
}

function mediaChanges({ media: shown }: Snapshot, { media: next }: Snapshot): readonly string[] {
  if (canonical(shown) === canonical(next)) return []
  const [before, after] = [shown, next].map((media) => new Set(media.map(({ key }) => key)))
  const added = next.filter(({ key }) => !before?.has(key)).length
  const gone = shown.filter(({ key }) => !after?.has(key)).length
  const counts = [...(added > 0 ? [`新做 ${added} 个`] : []), ...(gone > 0 ? [`不再用 ${gone} 个`] : [])]
  return [counts.length > 0 ? `图片、视频等成品（${counts.join('，')}）` : '成品的说明、署名或次序']
}
