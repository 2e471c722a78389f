'use client'
/** Asks before a person's consent is entered as taken back, naming what will be recalled as things stand. */
import { ConfirmationModal, useDocumentInfo, useField, useModal } from '@payloadcms/ui'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { channelById } from '../channels/index.ts'
import type { ReleaseStatus } from '../domain/release.ts'
import { ask } from './ask.ts'

// Payload reads a dialog's slug out as its name.
const slug = '登记撤回同意'

interface Row {
  readonly channelId: string
  readonly version?: number | null
  readonly status?: ReleaseStatus | null
}

/** Labels of channels whose newest version is shown or will be. */
function shownOn(rows: readonly Row[]): string[] {
  const newest = new Map<string, Row>()
  for (const row of rows)
    if ((row.version ?? 0) >= (newest.get(row.channelId)?.version ?? 0)) newest.set(row.channelId, row)
  return [...newest.values()]
    .filter(({ status }) => status === 'live' || status === 'waiting')
    .map(({ channelId }) => channelById(channelId)?.label ?? channelId)
}

const found = (channels: readonly string[] | null): string => {
  if (channels === null) return '此人现有的发布暂时查不到。'
  return channels.length === 0
    ? '此人目前没有正在展示或待展示的发布。'
    : `此人现有 ${channels.length} 项发布正在展示或待展示：${channels.join('、')}。`
}

export function ConsentWithdrawal(): ReactNode {
  const { id } = useDocumentInfo()
  const { value, setValue } = useField<string | null>({ path: 'consent.withdrawnAt' })
  const { openModal } = useModal()
  const [channels, setChannels] = useState<readonly string[] | null>(null)
  // What is stored, or was confirmed, is not asked about again.
  const known = useRef(value)

  useEffect(() => {
    const isNew = Boolean(value) && !known.current
    known.current = value
    if (!isNew || id === undefined) return
    const query = new URLSearchParams({
      'where[honoree][equals]': String(id),
      'select[channelId]': 'true',
      'select[version]': 'true',
      'select[status]': 'true',
      depth: '0',
      limit: '0',
    })
    void ask<{ docs: readonly Row[] }>(`/api/releases?${query}`).then((answer) => {
      setChannels(answer.ok ? shownOn(answer.value.docs) : null)
      openModal(slug)
    })
  }, [value, id, openModal])

  return (
    <ConfirmationModal
      modalSlug={slug}
      heading="登记撤回同意？"
      body={`${found(channels)}一经保存（草稿亦同）即全部撤回，文件不能再取，媒体和屏幕下次取用时得知；须重新取得同意才能再发布。`}
      confirmLabel="登记撤回"
      cancelLabel="取消"
      onConfirm={() => {}}
      onCancel={() => setValue(null)}
    />
  )
}
