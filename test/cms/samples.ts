/** Materials as intake hands them over. */
import type { Asset } from '../../src/domain/asset.ts'
import { organisers2021 } from '../../src/domain/campaign.ts'
import type { Block, Honoree } from '../../src/domain/honoree.ts'
import type { Release } from '../../src/domain/release.ts'

export const sampleCampaign = {
  year: 2026,
  title: '辽宁最美科技工作者',
  organisers: [...organisers2021],
  submissionsUntil: new Date('2026-05-23T16:00:00.000Z'),
}

const deeds: readonly Block[] = [
  { kind: 'heading', text: '把论文写在黑土地上' },
  { kind: 'paragraph', text: '三十年来，他走遍全省四十四个县，\n记下两万页田间笔记。' },
  { kind: 'quote', text: '“种子不会说话，但它记得每一滴汗。”' },
  { kind: 'list', items: ['育成新品种 12 个', '累计推广 3600 万亩'] },
]

export const sampleHonoree: Omit<Honoree, 'id' | 'edition' | 'campaignId' | 'name'> = {
  slug: 'sample',
  nominatedBy: '沈阳农业大学',
  workplace: '沈阳农业大学水稻研究所',
  position: '研究员',
  field: '水稻遗传育种',
  category: 'grassroots',
  motto: '让每一粒种子都有名字',
  summary: '扎根一线三十年的育种人。',
  deeds,
  consentGivenAt: new Date('2026-05-20T00:00:00.000Z'),
  consentWithdrawnAt: null,
}

export const secrets = {
  身份证号: '210102196001011234',
  手机: '13900001111',
  邮箱: 'private.person@example.cn',
  出生年月: '1960年1月',
  通讯地址: '沈阳市沈河区东陵路120号家属院',
}

export const sampleAsset = (honoreeId: string, sha256: string): Omit<Asset, 'id'> => ({
  honoreeId,
  role: 'work-photo',
  sha256,
  fileName: '李明-1.jpg',
  storageKey: `originals/${sha256}.jpg`,
  probe: {
    kind: 'image',
    format: 'jpeg',
    bytes: 2_400_000,
    width: 6000,
    height: 4000,
  },
  focal: { x: 0.25, y: 0.4 },
  order: 1,
  caption: '在试验田里',
  credit: '张三 摄',
  isAiMade: false,
})

export const sampleRelease = (
  campaignId: string,
  honoreeId: string,
  version: number,
): Omit<Release, 'id'> => ({
  campaignId,
  honoreeId,
  channelId: 'douyin',
  version,
  validFrom: new Date('2026-06-01T00:00:00.000Z'),
  validUntil: null,
  embargoedUntil: null,
  frozenAt: new Date(Date.UTC(2026, 4, 31, 0, 0, version)),
  snapshot: {
    honoreeSlug: 'sample',
    name: '李明',
    workplace: '沈阳农业大学水稻研究所',
    position: '研究员',
    category: '长期奋战在基层一线和老少边穷地区',
    campaignTitle: '辽宁最美科技工作者',
    year: 2026,
    title: '让每一粒种子都有名字',
    summary: '扎根一线三十年的育种人。',
    body: deeds,
    topics: ['最美科技工作者'],
    media: [
      {
        key: 'shown',
        storageKey: 'variants/sh/shown.jpg',
        mediaType: 'image/jpeg',
        sha256: 'a'.repeat(64),
        crc32: 4_294_967_295,
        bytes: 1000,
        width: 1080,
        height: 1920,
        durationMs: null,
        specId: 'cover',
        role: 'cover',
        alt: '李明在试验田里',
        credit: '张三 摄',
        isAiMade: false,
      },
    ],
  },
})
