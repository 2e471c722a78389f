/** Links for units as their section works with them: listed, made, reopened with a reason, revoked. */
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { beijingInstant } from '../../domain/beijing.ts'
import { type Answer, ask, send } from '../ask.ts'
import type { MadeLink } from './made-links.tsx'

export interface UnitRow {
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
  readonly isOpen: boolean
}

const madeOf = ({ unit, path, until, isOpen }: Issued): MadeLink => ({
  unit,
  until,
  isOpen,
  address: `${window.location.origin}${path}`,
})

export interface LinkActs {
  issue(row: UnitRow): Promise<void>
  reopen(event: FormEvent<HTMLFormElement>, id: string): Promise<void>
  revoke(id: string, unit: string): Promise<void>
}

interface UnitLinksOf extends LinkActs {
  /** Null until they are there. */
  readonly rows: readonly UnitRow[] | null
  /** Shown once, until they are closed. */
  readonly made: readonly MadeLink[]
  readonly failure: string | null
  readonly isIssuing: boolean
  issueAll(units: readonly UnitRow[]): Promise<void>
  close(): void
}

/** `takings`: how often something was taken: units may have come with it. */
export function useUnitLinks(campaign: string, takings: number): UnitLinksOf {
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

  const close = (): void => setMade([])
  return { rows, made, failure, isIssuing, issue, issueAll, reopen, revoke, close }
}
