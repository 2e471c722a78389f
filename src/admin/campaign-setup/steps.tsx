'use client'
/** The steps that ask for one thing each. */
import type { ReactNode } from 'react'
import { isInUse } from '../../domain/campaign.ts'
import { type CampaignDraft, deadlineAt, namedOrganisers } from '../../domain/campaign-draft.ts'
import type { Channel } from '../../domain/channel.ts'
import { deedsLimit, wordLimits } from '../../domain/word-limits.ts'
import { minute } from '../clock.ts'

export interface StepProps {
  readonly draft: CampaignDraft
  readonly change: (changes: Partial<CampaignDraft>) => void
}

export type ChannelChoice = Pick<Channel, 'id' | 'label' | 'kind'>

export const CampaignStep = ({ draft, change }: StepProps): ReactNode => (
  <>
    <p className="zm-quiet">每年一项活动。年份和名称印在海报上，也写在每处标题里，各年互不影响。</p>
    <label className="zs-field">
      年份
      <input
        className="zs-short"
        inputMode="numeric"
        value={draft.year}
        onChange={(event) => change({ year: event.target.value })}
      />
    </label>
    <label className="zs-field">
      名称
      <input value={draft.title} onChange={(event) => change({ title: event.target.value })} />
    </label>
  </>
)

/** The date as the studio writes it: the browser's own field may show it in another country's way. */
const untilText = (draft: CampaignDraft): string => {
  const until = deadlineAt(draft)
  return until ? `截止于 ${minute(until)}。` : ''
}

export const RulesStep = ({ draft, change }: StepProps): ReactNode => (
  <>
    <fieldset className="zs-pair">
      <legend>材料报送截止（北京时间）</legend>
      <label className="zs-field">
        日期
        <input
          type="date"
          value={draft.deadlineDay}
          onChange={(event) => change({ deadlineDay: event.target.value })}
        />
      </label>
      <label className="zs-field">
        时间
        <input
          type="time"
          value={draft.deadlineTime}
          onChange={(event) => change({ deadlineTime: event.target.value })}
        />
      </label>
    </fieldset>
    <p aria-live="polite">{untilText(draft)}</p>
    <p className="zm-quiet">到这一分钟为止（含）收到的算按时；通知只写日期的，填当日 23:59。</p>
    <h3>其余规则按通知检查，各年相同</h3>
    <dl className="zs-rules">
      {rules.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  </>
)

const rules = [
  ['名额', '每个推荐单位限报一人'],
  [
    '人选类别',
    '面向世界科技前沿和国家重大需求；面向经济主战场和人民生命健康；长期奋战在基层一线和老少边穷地区',
  ],
  [
    '字数',
    `${wordLimits.summary.label}不超过 ${wordLimits.summary.max} 字，${deedsLimit.label}不超过 ${deedsLimit.max} 字`,
  ],
  ['材料', '推荐表（Word 版和盖章 PDF 版）、主要事迹、廉政意见（盖章 PDF 版）'],
  ['照片', '小2寸证件照；工作生活照片 3 到 5 张，JPG，每张不小于 2 MB'],
  ['视频', 'MP4 或 MOV，3 分钟以内，1920×1080 或 1080×1920'],
] as const

const kinds: readonly (readonly [Channel['kind'], string])[] = [
  ['column', '报纸、电视和新媒体'],
  ['screen', '屏幕'],
  ['short-video', '短视频'],
]

export function ChannelsStep({
  draft,
  change,
  channels,
}: StepProps & { readonly channels: readonly ChannelChoice[] }): ReactNode {
  const { unusedChannels } = draft
  const toggle = (id: string, isUsed: boolean): void =>
    change({
      unusedChannels: isUsed ? unusedChannels.filter((one) => one !== id) : [...unusedChannels, id],
    })
  return (
    <>
      <p className="zm-quiet">
        去掉的渠道不会出现在人选进度里，不为其制作成品，也不能安排发布；以后可以在活动里改。
      </p>
      {kinds.map(([kind, label]) => (
        <fieldset key={kind} className="zs-checks">
          <legend>{label}</legend>
          {channels
            .filter((channel) => channel.kind === kind)
            .map((channel) => (
              <label key={channel.id}>
                <input
                  type="checkbox"
                  checked={isInUse(draft, channel.id)}
                  onChange={(event) => toggle(channel.id, event.target.checked)}
                />{' '}
                {channel.label}
              </label>
            ))}
        </fieldset>
      ))}
      <p aria-live="polite">使用 {channels.length - unusedChannels.length} 个渠道。</p>
    </>
  )
}

export function CheckStep({
  draft,
  channels,
}: Pick<StepProps, 'draft'> & { readonly channels: readonly ChannelChoice[] }): ReactNode {
  const until = deadlineAt(draft)
  const labels = (isUnused: boolean): string =>
    channels
      .filter(({ id }) => isInUse(draft, id) !== isUnused)
      .map(({ label }) => label)
      .join('、')
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['活动', `${draft.year} 年 · ${draft.title}`],
    ['材料报送截止', until ? `${minute(until)}（北京时间）` : '未填'],
    [
      '主办单位',
      <ol key="organisers">
        {namedOrganisers(draft).map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ol>,
    ],
    ['使用的渠道', labels(false)],
    ['不用的渠道', labels(true) || '无'],
  ]
  return (
    <dl className="zs-rules">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
