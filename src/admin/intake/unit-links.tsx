'use client'
/** Links for units: made and shown once with their QR code, reopened with a reason, revoked. */
import { useSearchParams } from 'next/navigation'
import { type FormEvent, type ReactNode, useCallback, useEffect, useState } from 'react'
import { beijingInstant } from '../../domain/beijing.ts'
import { type Answer, ask, send } from '../ask.ts'
import { type MadeLink, MadeOne, MadeSheet } from './made-links.tsx'

interface UnitRow {
  readonly unitId: string
  readonly unit: string
  readonly person: string | null
  readonly link: {
    readonly id: string
    readonly until: string
    readonly isOpen: boolean
    readonly isRevoked: boolean
  } | null
}

interface Issued {
  readonly unit: string
  readonly path: string
  readonly until: string
}

const madeOf = ({ unit, path, until }: Issued): MadeLink => ({
  unit,
  until,
  address: `${window.location.origin}${path}`,
})

/** The unit somebody came for, e.g. from 人选. */
const toView = (row: HTMLTableRowElement | null): void => row?.scrollIntoView({ block: 'center' })

interface Props {
  readonly campaign: string
  /** How often something was taken: units may have come with it. */
  readonly takings: number
}

export function UnitLinks({ campaign, takings }: Props): ReactNode {
  const asked = useSearchParams().get('unit')
  const [rows, setRows] = useState<readonly UnitRow[] | null>(null)
  const [made, setMade] = useState<readonly MadeLink[]>([])
  const [failure, setFailure] = useState<string | null>(null)
  const [isIssuing, setIsIssuing] = useState(false)
  const look = useCallback(async (): Promise<void> => {
    const answer = await ask<{ units: readonly UnitRow[] }>(`/api/unit-links/list?campaign=${campaign}`)
    if (answer.ok) setRows(answer.value.units)
    setFailure(answer.ok ? null : answer.sentence)
  }, [campaign])
  useEffect(() => {
    if (takings >= 0) void look()
  }, [look, takings])

  /** After the looking, which would wipe the sentence. */
  const lookAfter = async (answer: Answer<unknown>): Promise<void> => {
    await look()
    if (!answer.ok) setFailure(answer.sentence)
  }
  const issue = async ({ unitId, unit, link }: UnitRow): Promise<void> => {
    if (
      link?.isOpen &&
      !window.confirm(`“${unit}”的原链接会同时作废，用它打开的页面不能再交件。重新生成吗？`)
    )
      return
    const answer = await send<Issued>('/api/unit-links/issue', { campaign, unit: unitId })
    if (answer.ok) setMade([madeOf({ ...answer.value, unit })])
    await lookAfter(answer)
  }
  const issueAll = async (units: readonly UnitRow[]): Promise<void> => {
    const open = units.filter(({ link }) => link?.isOpen).length
    const ends =
      open > 0
        ? `其中 ${open} 个单位的原链接会同时作废，用原链接打开的页面不能再交件。`
        : '链接只显示这一次。'
    if (!window.confirm(`将为全部 ${units.length} 个单位各生成一个链接；${ends}生成吗？`)) return
    setIsIssuing(true)
    const answer = await send<{ links: readonly Issued[] }>('/api/unit-links/issue-all', { campaign })
    if (answer.ok) setMade(answer.value.links.map(madeOf))
    await lookAfter(answer)
    setIsIssuing(false)
  }
  const reopen = async (event: FormEvent<HTMLFormElement>, id: string): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    // What is typed is Beijing time, wherever the browser stands.
    const [day = '', clock = ''] = String(form.get('until') ?? '').split('T')
    const until = beijingInstant(day, clock)
    const answer = await send(`/api/unit-links/${id}/reopen`, {
      until: Number.isNaN(until.getTime()) ? '' : until.toISOString(),
      reason: form.get('reason'),
    })
    await lookAfter(answer)
  }
  const revoke = async (id: string, unit: string): Promise<void> => {
    if (!window.confirm(`作废后，“${unit}”不能再用这个链接交件；已收下的材料不受影响。作废吗？`)) return
    const answer = await send(`/api/unit-links/${id}/revoke`, {})
    await lookAfter(answer)
  }

  const [only] = made
  const close = (): void => setMade([])
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
              <tr key={row.unitId} {...(row.unit === asked ? { ref: toView, className: 'zi-asked' } : {})}>
                <th scope="row">{row.unit}</th>
                <td>{row.person ?? '尚未交件'}</td>
                <td>
                  {row.link === null
                    ? '未生成'
                    : `${row.link.isOpen ? '有效，至' : '已截止或作废，原至'} ${row.link.until}`}
                </td>
                <td className="zi-actions">
                  <button type="button" className="zi-link" onClick={() => void issue(row)}>
                    {row.link?.isOpen ? '重新生成' : '生成链接'}
                    <span className="zi-hidden">：{row.unit}</span>
                  </button>
                  {row.link?.isOpen ? (
                    <button
                      type="button"
                      className="zi-link"
                      onClick={() => row.link && void revoke(row.link.id, row.unit)}
                    >
                      作废<span className="zi-hidden">：{row.unit}</span>
                    </button>
                  ) : null}
                  {row.link && !row.link.isRevoked ? (
                    <details>
                      <summary>延长</summary>
                      <form onSubmit={(event) => row.link && void reopen(event, row.link.id)}>
                        <label>
                          延长至（北京时间）
                          <input type="datetime-local" name="until" required />
                        </label>
                        <label>
                          原因（会留痕）
                          <input name="reason" required maxLength={200} />
                        </label>
                        <button type="submit" className="zi-button">
                          延长
                        </button>
                      </form>
                    </details>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}
