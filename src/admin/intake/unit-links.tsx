'use client'
/** Links for units: made and shown once with their QR code, reopened with a reason, revoked. */
import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { MadeOne, MadeSheet } from './made-links.tsx'
import { LinkRow } from './unit-link-row.tsx'
import { useUnitLinks } from './use-unit-links.ts'

interface Props {
  readonly campaign: string
  /** How often something was taken: units may have come with it. */
  readonly takings: number
}

export function UnitLinks({ campaign, takings }: Props): ReactNode {
  const asked = useSearchParams().get('unit')
  const links = useUnitLinks(campaign, takings)
  const { rows, made, failure, isIssuing, issueAll, close } = links
  const [only] = made
  return (
    <section className="zi-section" aria-labelledby="zi-links">
      <h2 id="zi-links">单位交件链接</h2>
      <p className="zi-quiet">
        推荐单位不用账号：凭链接或二维码在手机、电脑上提交本单位人选的材料，当场看到检查结果。
      </p>
      {failure ? (
        <p role="alert" className="zi-alert">
          {failure}
        </p>
      ) : null}
      {rows && rows.length > 1 ? (
        <p>
          <button
            type="button"
            className="zi-button"
            disabled={isIssuing}
            onClick={() => void issueAll(rows)}
          >
            {isIssuing ? `正在为 ${rows.length} 个单位生成…` : '为全部单位生成链接'}
          </button>
        </p>
      ) : null}
      {only && made.length === 1 ? <MadeOne {...only} onClose={close} /> : null}
      {made.length > 1 ? <MadeSheet links={made} onClose={close} /> : null}
      {rows?.length === 0 ? (
        <p>
          还没有推荐单位：<a href="/admin/collections/units/create">登记推荐单位</a>
          ，或直接收下材料，单位会随之登记。
        </p>
      ) : null}
      {rows && rows.length > 0 ? (
        <table className="zi-table">
          <caption className="zi-hidden">各推荐单位的交件链接</caption>
          <thead>
            <tr>
              <th scope="col">推荐单位</th>
              <th scope="col">人选</th>
              <th scope="col">链接</th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <LinkRow key={row.unitId} row={row} isAsked={row.unit === asked} acts={links} />
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}
