'use client'
/** What comes after a campaign is made, each a link. */
import type { ReactNode } from 'react'

interface Props {
  readonly campaignId: string | null
  readonly onAgain: () => void
}

export function Next({ campaignId, onAgain }: Props): ReactNode {
  const of = (path: string): string =>
    campaignId ? `${path}?campaign=${encodeURIComponent(campaignId)}` : path
  const steps = [
    [
      of('/admin/intake'),
      '给推荐单位发交件链接',
      '先登记单位，再在收件页为每个单位生成链接或二维码：单位不用账号，交完当场看到检查结果。',
    ],
    [of('/admin/intake'), '收件', '把已经交来的文件夹、ZIP 或单个文件拖进去：先试看，再收下。'],
    [of('/admin/board'), '看人选进度', '谁在哪个渠道就绪、还缺什么、该谁办，都在这张表上。'],
    [
      `/admin/collections/campaigns/${campaignId ?? ''}`,
      '修改活动',
      '截止时间、通知的规则、主办单位和渠道以后都可以在活动里改。',
    ],
  ] as const
  return (
    <>
      <p role="status">
        活动已新建，工作台各页已切换到这项活动；往年的活动不受影响，随时可以在页面上方切换。
      </p>
      <ol className="zs-next">
        {steps.map(([href, label, text]) => (
          <li key={label}>
            <a href={href}>{label}</a>
            <span className="zm-quiet">{text}</span>
          </li>
        ))}
      </ol>
      <div className="zs-go">
        <a className="zs-button zs-button--main" href={of('/admin/intake')}>
          去收件
        </a>
        <button type="button" className="zs-button" onClick={onAgain}>
          再新建一项活动
        </button>
      </div>
    </>
  )
}
