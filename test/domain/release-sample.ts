/** Releases for tables of cases: one honoree, one channel, no files. */
import { sha256 } from '../../src/domain/fingerprint.ts'
import type { Release, ReleaseMedia } from '../../src/domain/release.ts'

export const media = (changes: Partial<ReleaseMedia> = {}): ReleaseMedia => {
  const key = sha256(JSON.stringify(changes)).slice(0, 40)
  return {
    key,
    storageKey: `variants/${key.slice(0, 2)}/${key}.jpg`,
    mediaType: 'image/jpeg',
    sha256: sha256(key),
    crc32: 0,
    bytes: 1000,
    width: 1080,
    height: 1440,
    durationMs: null,
    specId: 'photo',
    role: 'photo',
    alt: '王翀在田间',
    credit: '沈阳农业大学供图',
    isAiMade: false,
    ...changes,
  }
}

export const release = (
  changes: Partial<Omit<Release, 'snapshot'>> = {},
  shown: readonly ReleaseMedia[] = [media()],
): Release => ({
  id: `r-${changes.honoreeId ?? 'h1'}-${changes.channelId ?? 'bus'}-${changes.version ?? 1}`,
  campaignId: 'c1',
  honoreeId: 'h1',
  channelId: 'bus',
  version: 1,
  validFrom: new Date('2026-11-22T22:00:00Z'),
  validUntil: null,
  embargoedUntil: null,
  frozenAt: new Date('2026-11-20T00:00:00Z'),
  ...changes,
  snapshot: {
    honoreeSlug: `slug-${changes.honoreeId ?? 'h1'}`,
    name: '王翀',
    workplace: '沈阳农业大学',
    position: '研究员',
    category: '长期奋战在基层一线和老少边穷地区',
    campaignTitle: '辽宁最美科技工作者',
    year: 2026,
    title: `让每一粒种子都有名字 v${changes.version ?? 1}`,
    summary: '王翀长期从事水稻育种。',
    body: [{ kind: 'paragraph', text: '他把论文写在大地上。' }],
    topics: ['最美科技工作者'],
    media: shown,
  },
})
