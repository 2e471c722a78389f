'use client'
/** 更正 and 撤回 on a release's page, each behind a dialog that names what will happen. */
import { Button, ConfirmationModal, Modal, toast, useDocumentInfo, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useId, useState } from 'react'
import type { ReleaseStanding } from '../domain/release-standing.ts'
import { type Answer, ask, send } from './ask.ts'
import { minute } from './clock.ts'

// Payload reads a dialog's slug out as its name.
const correctSlug = '发布更正版'
const withdrawSlug = 'zm-withdraw'

interface Known {
  /** How far this version has gone, as a sentence; '' where that is not known. */
  readonly reach: string
  readonly standing: ReleaseStanding
}

/** Null until it is known; asked anew in each round. */
function useKnown(id: string | number | undefined, round: number): Known | null {
  const [known, setKnown] = useState<Known | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a round is a reason to ask again
  useEffect(() => {
    if (id === undefined) return
    const stop = new AbortController()
    const look = <T,>(what: string): Promise<Answer<T>> =>
      ask<T>(`/api/releases/${id}/${what}`, { signal: stop.signal })
    void Promise.all([look<{ sentence: string }>('reach'), look<ReleaseStanding>('standing')]).then(
      ([reach, standing]) => {
        if (stop.signal.aborted) return
        if (standing.ok) setKnown({ reach: reach.ok ? reach.value.sentence : '', standing: standing.value })
        else toast.error(standing.sentence)
      },
    )
    return () => stop.abort()
  }, [id, round])
  return known
}

/** Why nothing can be done with this version, and where to go instead. */
function Closed({ newest, withdrawal, mayRelease }: ReleaseStanding): ReactNode {
  if (withdrawal)
    return (
      <p className="zm-standing">
        {withdrawal.actor ? `${withdrawal.actor}于` : ''}
        {withdrawal.at ? `${minute(withdrawal.at)}（北京时间）` : ''}
        撤回，公开的原因：“{withdrawal.reason}”{withdrawal.note ? `（${withdrawal.note}）` : ''}。
        {newest
          ? ''
          : mayRelease
            ? '要再展示，请新建一项发布，算作下一版。'
            : '要再展示，请由终审新建一项发布。'}
        {newest ? <Newest {...newest} /> : null}
      </p>
    )
  return newest ? (
    <p className="zm-standing">
      这一版已被取代。
      <Newest {...newest} />
    </p>
  ) : null
}

const Newest = ({ id, version }: NonNullable<ReleaseStanding['newest']>): ReactNode => (
  <a href={`/admin/collections/releases/${id}`}>看现在的第 {version} 版</a>
)

interface ActionsProps {
  /** Where it stands on another page than the release's own. */
  readonly releaseId?: string
  /** Hears of a withdrawal. */
  readonly onChange?: () => void
}

export function ReleaseActions({ releaseId, onChange }: ActionsProps): ReactNode {
  const own = useDocumentInfo()
  const id = releaseId ?? own.id
  const [round, setRound] = useState(0)
  const known = useKnown(id, round)
  const { openModal, closeModal } = useModal()
  const router = useRouter()
  if (id === undefined || !known) return null
  const { reach, standing } = known
  const { correction, mayWithdraw } = standing

  const correct = async (): Promise<void> => {
    const answer = await send<{ doc: { id: string }; message: string }>(`/api/releases/${id}/correct`, {})
    if (!answer.ok) {
      toast.error(answer.sentence)
      return
    }
    toast.success(answer.value.message)
    router.push(`/admin/collections/releases/${answer.value.doc.id}`)
  }
  const withdraw = async (reason: string): Promise<void> => {
    const answer = await send('/api/withdrawals', { release: id, reason })
    if (!answer.ok) {
      toast.error(answer.sentence)
      return
    }
    toast.success('已撤回；媒体下次取供稿、屏幕下次取包时得知。')
    closeModal(withdrawSlug)
    setRound(round + 1)
    onChange?.()
    router.refresh()
  }
  return (
    <>
      <Closed {...standing} />
      {correction ? (
        <Button
          buttonStyle="secondary"
          margin={false}
          onClick={() =>
            correction.isPossible
              ? openModal(correctSlug)
              : toast.error(correction.sentence, { duration: 15_000 })
          }
        >
          更正
        </Button>
      ) : null}
      {mayWithdraw ? (
        <Button buttonStyle="secondary" margin={false} onClick={() => openModal(withdrawSlug)}>
          撤回
        </Button>
      ) : null}
      <ConfirmationModal
        modalSlug={correctSlug}
        heading="发布更正版？"
        body={`${reach}${correction?.sentence ?? ''}以现在已定稿的资料和成品发布下一版，时段不变；各媒体和屏幕下次取用时得到新版，旧版不再展示。`}
        confirmLabel="发布更正版"
        confirmingLabel="正在发布…"
        cancelLabel="取消"
        onConfirm={correct}
      />
      <Modal slug={withdrawSlug} className="zm-dialog" closeOnBlur={false} aria-label="撤回这项发布">
        <WithdrawSheet reach={reach} onConfirm={withdraw} onCancel={() => closeModal(withdrawSlug)} />
      </Modal>
    </>
  )
}

// In one piece: a line broken here would be a space between two sentences.
const afterWithdrawal =
  '此渠道立即停止展示（含此前各版），条目地址失效，供稿和海报包里出现撤回标记，媒体和屏幕下次取用时得知；不能恢复，只能重新发布。只用于此渠道的文件不能再取；同一文件还在别的渠道展示时，先前取得的文件链接仍可打开，要全部停用请逐一撤回那些发布。'

interface SheetProps {
  readonly reach: string
  readonly onConfirm: (reason: string) => Promise<void>
  readonly onCancel: () => void
}

function WithdrawSheet({ reach, onConfirm, onCancel }: SheetProps): ReactNode {
  const [reason, setReason] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const field = useId()
  const confirm = async (): Promise<void> => {
    setIsBusy(true)
    await onConfirm(reason.trim())
    setIsBusy(false)
  }
  return (
    <div className="zm-dialog__sheet">
      <h2>撤回这项发布？</h2>
      <p>
        {reach}
        {afterWithdrawal}
      </p>
      <label htmlFor={field}>公开的原因（会原样告知媒体和屏幕运营方，请勿写入个人信息）</label>
      <input id={field} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      <div className="zm-token">
        <Button
          buttonStyle="error"
          margin={false}
          disabled={isBusy || reason.trim() === ''}
          onClick={() => void confirm()}
        >
          {isBusy ? '正在撤回…' : '撤回'}
        </Button>
        <Button buttonStyle="secondary" margin={false} onClick={onCancel}>
          取消
        </Button>
      </div>
    </div>
  )
}
