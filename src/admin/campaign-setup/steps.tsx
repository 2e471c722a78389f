'use client'
/** The steps that ask for one thing each. */
import type { ReactNode } from 'react'
import { isInUse } from '../../domain/campaign.ts'
import { type CampaignDraft, deadlineAt, namedOrganisers } from '../../domain/campaign-draft.ts'
import type { Channel } from '../../domain/channel.ts'
import { readRules } from '../../domain/rules-form.ts'
import { minute } from '../clock.ts'
import { RulesForm, RulesTold } from './rules.tsx'

export interface StepProps {
  readonly draft: CampaignDraft
  readonly change: (changes: Partial<CampaignDraft>) => void
}

export type ChannelChoice = Pick<Channel, 'id' | 'label' | 'kind'>

export const CampaignStep = ({
  draft,
  change,
  remark,
}: StepProps & { readonly remark: string | null }): ReactNode => (
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
    <p aria-live="polite" className={remark ? 'zs-alert' : undefined}>
      {remark}
    </p>
    <label className="zs-field">
      名称
      <input value={draft.title} onChange={(event) => change({ title: event.target.value })} />
    </label>
  </>
)

/** The date as the studio writes it: the browser's own field may show it in another country's way. */
const untilText = (draft: CampaignDraft): string => {
  const until = deadlineAt(draft)
  if (!until) return ''
  return until > new Date()
    ? `截止于 ${minute(until)}。`
    : `△ ${minute(until)} 已经过去：新建后，单位交件链接一律算逾期。日期没填错再继续。`
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
    <RulesForm rules={draft.rules} change={(rules) => change({ rules })} />
  </>
)

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
    [
      '材料报送截止',
      until
        ? `${minute(until)}（北京时间）${until > new Date() ? '' : ' △ 已经过去，单位交件会算逾期'}`
        : '未填',
    ],
    ['通知的规则', <RulesTold key="rules" rules={readRules(draft.rules)} />],
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
