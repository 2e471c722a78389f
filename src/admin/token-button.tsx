'use client'
/** Makes a partner's token, shows it this once with the addresses it opens, and asks before an old one is ended. */
import { Button, ConfirmationModal, Modal, toast, useDocumentInfo, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { ChannelName } from '../domain/channel.ts'
import { feedFormats, formatLabel } from '../domain/formats/format.ts'
import { ask } from './ask.ts'

// Payload reads a dialog's slug out as its name.
const confirmSlug = '重新生成令牌'
const showSlug = 'zm-token-show'

export function TokenButton({ channels }: { readonly channels: readonly ChannelName[] }): ReactNode {
  const { id, data } = useDocumentInfo()
  const { openModal, closeModal } = useModal()
  const router = useRouter()
  const [token, setToken] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  if (id === undefined) return <p className="zm-quiet zm-panel">先保存这家合作媒体，再生成令牌。</p>

  const hasToken = typeof data?.tokenPrefix === 'string' && data.tokenPrefix !== ''
  const channelIds: readonly string[] = Array.isArray(data?.channelIds) ? data.channelIds : []

  const issue = async (): Promise<void> => {
    setIsBusy(true)
    const answer = await ask<{ token: string }>(`/api/partners/${id}/token`, { method: 'POST' })
    setIsBusy(false)
    if (!answer.ok) {
      toast.error(answer.sentence)
      return
    }
    setToken(answer.value.token)
    openModal(showSlug)
  }

  const close = (): void => {
    closeModal(showSlug)
    setToken(null)
    router.refresh()
  }

  return (
    <div className="zm-panel">
      <p id="zm-token-about">
        {hasToken
          ? `已有令牌，以 ${data?.tokenPrefix} 开头；完整令牌不保存，遗失只能重新生成。`
          : '尚未生成令牌，对方暂时不能取用任何内容。'}
      </p>
      <Button
        buttonStyle="secondary"
        disabled={isBusy}
        margin={false}
        extraButtonProps={{ 'aria-describedby': 'zm-token-about' }}
        onClick={() => (hasToken ? openModal(confirmSlug) : void issue())}
      >
        {isBusy ? '正在生成…' : hasToken ? '重新生成令牌' : '生成令牌'}
      </Button>
      <ConfirmationModal
        modalSlug={confirmSlug}
        heading="重新生成令牌？"
        body="旧令牌几秒内失效，对方换上新令牌之前取不到任何内容。"
        confirmLabel="重新生成"
        confirmingLabel="正在生成…"
        cancelLabel="取消"
        onConfirm={issue}
      />
      <Modal slug={showSlug} className="zm-dialog" closeOnBlur={false} aria-labelledby="zm-token-heading">
        {token === null ? null : (
          <TokenSheet
            token={token}
            channels={channels.filter(({ id }) => channelIds.includes(id))}
            onClose={close}
          />
        )}
      </Modal>
    </div>
  )
}

interface SheetProps {
  readonly token: string
  readonly channels: readonly ChannelName[]
  readonly onClose: () => void
}

function TokenSheet({ token, channels, onClose }: SheetProps): ReactNode {
  const [isCopied, setIsCopied] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(token)
      setIsCopied(true)
    } catch {
      // Browsers allow it on HTTPS and localhost alone.
      toast.error('浏览器不允许自动复制，请选中令牌后手动复制。')
    }
  }
  const origin = window.location.origin
  const feeds = channels.filter(({ kind }) => kind !== 'screen')
  return (
    <div className="zm-dialog__sheet">
      <h2 id="zm-token-heading">令牌已生成，只显示这一次</h2>
      <p>请当面或用加密方式交给对方；关闭后无法再次查看。</p>
      <div className="zm-token">
        <input
          readOnly
          ref={field}
          value={token}
          aria-label="令牌"
          onFocus={(event) => event.target.select()}
        />
        <Button buttonStyle="primary" margin={false} onClick={() => void copy()}>
          {isCopied ? '已复制' : '复制令牌'}
        </Button>
      </div>
      <p aria-live="polite" className="sr-only">
        {isCopied ? '令牌已复制' : ''}
      </p>
      <h3>取稿地址</h3>
      <p className="zm-quiet">
        请求时带上请求头 Authorization: Bearer 令牌；不支持请求头的阅读器可在地址后加 ?token=令牌。
      </p>
      <ul className="zm-addresses">
        {feeds.map((channel) => (
          <li key={channel.id}>
            <strong>{channel.label}</strong>
            {feedFormats.map((format) => (
              <code key={format}>
                {formatLabel[format]}：{`${origin}/feeds/${channel.id}.${format}`}
              </code>
            ))}
          </li>
        ))}
        {channels.length > feeds.length ? (
          <li>
            <strong>
              {channels
                .filter(({ kind }) => kind === 'screen')
                .map(({ label }) => label)
                .join('、')}
            </strong>
            <code>海报包清单：{`${origin}/packs`}</code>
          </li>
        ) : null}
      </ul>
      <Button buttonStyle="secondary" margin={false} onClick={onClose}>
        我已妥善保存，关闭
      </Button>
    </div>
  )
}
