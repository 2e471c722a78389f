/** One unit: whom it has named, how its link stands, and what can be done with it. */
import type { ReactNode } from 'react'
import type { LinkActs, UnitRow } from './use-unit-links.ts'

/** The unit somebody came for, e.g. from 人选. */
const toView = (row: HTMLTableRowElement | null): void => row?.scrollIntoView({ block: 'center' })

const standing = ({ isOpen, isRevoked, until }: NonNullable<UnitRow['link']>): string =>
  isRevoked ? '已作废' : isOpen ? `有效，至 ${until}` : `已于 ${until} 截止`

interface Props {
  readonly row: UnitRow
  readonly isAsked: boolean
  readonly acts: LinkActs
}

export function LinkRow({ row, isAsked, acts }: Props): ReactNode {
  return (
    <tr {...(isAsked ? { ref: toView, className: 'zi-asked' } : {})}>
      <th scope="row">{row.unit}</th>
      <td>{row.person ?? '尚未交件'}</td>
      <td>{row.link === null ? '未生成' : standing(row.link)}</td>
      <td className="zi-actions">
        <button type="button" className="zi-link" onClick={() => void acts.issue(row)}>
          {row.link?.isOpen ? '重新生成' : '生成链接'}
          <span className="zi-hidden">：{row.unit}</span>
        </button>
        {row.link?.isOpen ? (
          <button
            type="button"
            className="zi-link"
            onClick={() => row.link && void acts.revoke(row.link.id, row.unit)}
          >
            作废<span className="zi-hidden">：{row.unit}</span>
          </button>
        ) : null}
        {row.link && !row.link.isRevoked ? (
          <details>
            <summary>延长</summary>
            <form onSubmit={(event) => row.link && void acts.reopen(event, row.link.id)}>
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
  )
}
