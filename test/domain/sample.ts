/** Honorees and materials for tables of cases: facts as a probe would measure them, no files. */
import type { Asset, AssetRole } from '../../src/domain/asset.ts'
import { type Campaign, organisers2021 } from '../../src/domain/campaign.ts'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import { sha256 } from '../../src/domain/fingerprint.ts'
import type { PublishedHonoree } from '../../src/domain/honoree.ts'
import type { Screen } from '../../src/domain/screen.ts'

export const campaign: Campaign = {
  id: 'campaign-1',
  year: 2021,
  title: '辽宁最美科技工作者',
  organisers: organisers2021,
  submissionsUntil: new Date('2021-05-23T16:00:00Z'),
  unusedChannels: [],
  rules: rules2021,
  isDemo: false,
}

const sentence = '他二十年如一日扎根田间，带领团队选育水稻新品种，累计推广面积超过一千万亩。'

export const honoree: PublishedHonoree = {
  id: 'honoree-1',
  campaignId: campaign.id,
  slug: 'wang-chong',
  name: '王翀',
  nominatedBy: '沈阳市科学技术协会',
  workplace: '沈阳农业大学',
  position: '研究员',
  field: '水稻育种、栽培',
  category: 'grassroots',
  motto: '让每一粒种子都有名字',
  summary: '王翀长期从事水稻育种，育成新品种十二个。他把论文写在大地上。',
  deeds: [
    { kind: 'heading', text: '扎根' },
    { kind: 'paragraph', text: sentence.repeat(8) },
    { kind: 'heading', text: '攻关' },
    { kind: 'paragraph', text: sentence.repeat(8) },
    { kind: 'quote', text: '“种子要过硬。”' },
  ],
  consentGivenAt: new Date('2021-05-20T00:00:00Z'),
  consentWithdrawnAt: null,
  edition: 'published',
}

const asset = (role: AssetRole, name: string, probe: Asset['probe'], order: number): Asset => ({
  id: `${role}-${order}`,
  honoreeId: honoree.id,
  role,
  sha256: sha256(name),
  fileName: name,
  storageKey: `originals/${sha256(name)}`,
  probe,
  focal: null,
  order,
  caption: '',
  credit: '沈阳农业大学供图',
  isAiMade: false,
})

const image = (width: number, height: number): Asset['probe'] => ({
  kind: 'image',
  format: 'jpeg',
  bytes: 3_000_000,
  width,
  height,
})

export const idPhoto = asset('id-photo', '王翀.jpg', image(413, 531), 1)
export const workPhoto = (order: number, width = 6000, height = 4000): Asset =>
  asset('work-photo', `王翀${order}.jpg`, image(width, height), order)
export const workPhotos: readonly Asset[] = [workPhoto(1), workPhoto(2, 4000, 6000), workPhoto(3)]

export const film = (order: number, width: number, height: number): Asset =>
  asset(
    'film',
    `王翀${order}.mp4`,
    {
      kind: 'film',
      container: 'mp4',
      bytes: 90_000_000,
      width,
      height,
      durationMs: 60_000,
      fps: 25,
      hasAudio: true,
    },
    order,
  )
export const landscape = film(1, 1920, 1080)
export const portrait = film(2, 1080, 1920)

export const screen = (over: Partial<Screen> = {}): Screen => ({
  id: 'screen-1',
  slug: 'zhongjie-led',
  name: '中街大屏',
  channelId: 'landmark',
  width: 768,
  height: 1152,
  stillSeconds: 10,
  maxBytes: null,
  playsFilm: false,
  ...over,
})
