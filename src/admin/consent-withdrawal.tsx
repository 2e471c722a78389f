'use client'
/**
 * Asks before a person's consent is entered as taken back, naming what will be recalled as things stand, and says once
 * it is saved what was.
 */
import { ConfirmationModal, toast, useDocumentInfo, useField, useModal } from '@payloadcms/ui'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { ChannelName } from '../domain/channel.ts'
import type { ReleaseStatus } from '../domain/release.ts'
import { ask } from './ask.ts'

// Payload reads a dialog's slug out as its name.
const slug = '登记撤回同意'

interface Row {
  readonly channelId: string
  readonly version?: number | null
  readonly status?: ReleaseStatus | null
}

type Names = readonly ChannelName[]

/** Labels of channels whose newest version is in one of these states. */
function channelsOf(rows: readonly Row[], states: readonly ReleaseStatus[], names: Names): string[] {
  const newest = new Map<string, Row>()
  for (const row of rows)
    if ((row.version ?? 0) >= (newest.get(row.channelId)?.version ?? 0)) newest.set(row.channelId, row)
  return [...newest.values()]
    .filter(({ status }) => status && states.includes(status))
    .map(({ channelId }) => names.find(({ id }) => id === channelId)?.label ?? channelId)
}

const found = (channels: readonly string[] | null): string => {
  if (channels === null) return '此人现有的发布暂时查不到。'
  return channels.length === 0
    ? '此人目前没有正在展示或待展示的发布。'
    : `此人现有 ${channels.length} 项发布正在展示或待展示：${channels.join('、')}。`
}

/** Null where they cannot be found out. */
async function releasesOf(id: string | number): Promise<readonly Row[] | null> {
  const query = new URLSearchParams({
    'where[honoree][equals]': String(id),
    'select[channelId]': 'true',
    'select[version]': 'true',
    'select[status]': 'true',
    depth: '0',
    limit: '0',
  })
  const answer = await ask<{ docs: readonly Row[] }>(`/api/releases?${query}`)
  return answer.ok ? answer.value.docs : null
}

interface Consent {
  readonly givenAt?: string | null
  readonly withdrawnAt?: string | null
}

/** A consent given afterwards counts again. */
const standingOf = ({ givenAt, withdrawnAt }: Consent = {}): string | null =>
  withdrawnAt && !(givenAt && new Date(givenAt) > new Date(withdrawnAt)) ? withdrawnAt : null

/** Of what is stored as taken back: which releases that has withdrawn. A save that changed it says so aloud. */
function useRecalled(names: { readonly current: Names }): readonly string[] | null {
  const { id, savedDocumentData } = useDocumentInfo()
  const consent = savedDocumentData?.consent as Consent | undefined
  const withdrawnAt = standingOf(consent)
  const known = useRef(withdrawnAt)
  const [recalled, setRecalled] = useState<readonly string[] | null>(null)
  useEffect(() => {
    const isNews = withdrawnAt !== known.current
    known.current = withdrawnAt
    if (!withdrawnAt || id === undefined) {
      setRecalled(null)
      return
    }
    void releasesOf(id).then((rows) => {
      const channels = rows && channelsOf(rows, ['withdrawn'], names.current)
      setRecalled(channels)
      if (isNews && channels) toast.warning(recalledSentence(channels), { duration: 15_000 })
    })
  }, [withdrawnAt, id, names])
  return recalled
}

const recalledSentence = (channels: readonly string[]): string =>
  channels.length === 0
    ? '已登记撤回同意；此人没有需要撤回的发布。'
    : `已登记撤回同意，此人在 ${channels.length} 个渠道的发布已经撤回：${channels.join('、')}。`

export function ConsentWithdrawal({ channels: table }: { readonly channels: Names }): ReactNode {
  // Every answer of the form brings an equal list: not a reason to ask again.
  const names = useRef(table)
  const { id } = useDocumentInfo()
  const { value, setValue } = useField<string | null>({ path: 'consent.withdrawnAt' })
  const { openModal } = useModal()
  const [channels, setChannels] = useState<readonly string[] | null>(null)
  // What is stored, or was confirmed, is not asked about again.
  const known = useRef(value)
  const recalled = useRecalled(names)

  useEffect(() => {
    const isNew = Boolean(value) && !known.current
    known.current = value
    if (!isNew || id === undefined) return
    void releasesOf(id).then((rows) => {
      setChannels(rows && channelsOf(rows, ['live', 'waiting'], names.current))
      openModal(slug)
    })
  }, [value, id, openModal])

  return (
    <>
      {recalled ? <p className="zm-note">{recalledSentence(recalled)}</p> : null}
      <ConfirmationModal
        modalSlug={slug}
        heading="登记撤回同意？"
        body={`${found(channels)}一经保存（草稿亦同）即全部撤回，文件不能再取，媒体和屏幕下次取用时得知；须重新取得同意才能再发布。`}
        confirmLabel="登记撤回"
        cancelLabel="取消"
        onConfirm={() => {}}
        onCancel={() => setValue(null)}
      />
    </>
  )
}
