'use client'
/** The second step of signing in, on an account's page: one's own to turn on and off, a colleague's to reset. */
import { toast, useAuth, useDocumentInfo } from '@payloadcms/ui'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { renderSVG } from 'uqr'
import { allows } from '../domain/rights.ts'
import { roleIn } from '../domain/role.ts'
import { type Answer, ask, send } from './ask.ts'
import { Ask } from './second-factor-ask.tsx'

const post = <T,>(path: string, body: object = {}): Promise<Answer<T>> => send<T>(`/api/users/${path}`, body)

interface Standing {
  readonly isOn: boolean
  readonly recoveryLeft?: number
}

export function SecondFactor(): ReactNode {
  const { id } = useDocumentInfo()
  const { user } = useAuth()
  const isOwn = id !== undefined && String(id) === String(user?.id)
  const isAdmin = allows(roleIn(user), 'users', 'update')
  const [standing, setStanding] = useState<Standing | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const path = isOwn ? 'second-factor' : `${id}/second-factor`
  const isShown = id !== undefined && (isOwn || isAdmin)
  const look = useCallback(async (): Promise<void> => {
    const answer = await ask<Standing>(`/api/users/${path}`)
    if (answer.ok) setStanding(answer.value)
    setFailure(answer.ok ? null : answer.sentence)
  }, [path])
  useEffect(() => {
    if (isShown) void look()
  }, [isShown, look])
  if (!isShown) return null
  return (
    <section className="zm-panel zm-factor" aria-label="二次验证">
      <h2>二次验证</h2>
      {standing === null && failure === null ? <p className="zm-quiet">正在查看…</p> : null}
      {failure === null ? null : (
        <p className="zm-note zm-note--bad" role="alert">
          {failure}
          <button type="button" className="zm-link-button" onClick={() => void look()}>
            重试
          </button>
        </p>
      )}
      {standing && isOwn && standing.isOn ? <TurnOff standing={standing} onDone={look} /> : null}
      {standing && isOwn && !standing.isOn ? <TurnOn onDone={look} /> : null}
      {standing && !isOwn ? <Reset id={String(id)} isOn={standing.isOn} onDone={look} /> : null}
    </section>
  )
}

interface Begun {
  readonly secret: string
  readonly address: string
}

function TurnOn({ onDone }: { readonly onDone: () => Promise<void> }): ReactNode {
  const [begun, setBegun] = useState<Begun | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)

  const begin = async (password: string): Promise<string | null> => {
    const answer = await post<Begun>('second-factor/begin', { password })
    if (!answer.ok) return answer.sentence
    setBegun(answer.value)
    return null
  }
  const confirm = async (code: string): Promise<string | null> => {
    const answer = await post<{ codes: readonly string[] }>('second-factor/confirm', { code })
    if (!answer.ok) return answer.sentence
    setCodes(answer.value.codes)
    return null
  }

  if (codes) return <Codes codes={codes} onDone={onDone} />
  if (!begun)
    return (
      <>
        <p>
          未开启。开启后，登录时除密码外还要输入手机上验证器应用（如微软、谷歌或手机自带的验证器）显示的 6
          位数字，密码泄露也不会被冒用。
        </p>
        <Ask key="password" label="先输入您的登录密码" type="password" button="开启二次验证" onSend={begin} />
      </>
    )
  return (
    <>
      <p>用验证器应用扫描二维码；不能扫码的，在应用中手动输入密钥。然后填写应用上显示的 6 位数字。</p>
      {/* Drawn here: a code made elsewhere would carry the secret away. */}
      {/* biome-ignore lint/performance/noImgElement: nothing is fetched that could be made smaller. */}
      <img
        src={`data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(begun.address))}`}
        alt="二次验证的二维码"
        width={180}
        height={180}
      />
      <p>
        密钥：<code>{begun.secret.replace(/.{4}(?=.)/g, '$& ')}</code>
      </p>
      <Ask key="code" label="验证码" type="code" button="确认开启" onSend={confirm} />
    </>
  )
}

function Codes({
  codes,
  onDone,
}: {
  readonly codes: readonly string[]
  readonly onDone: () => Promise<void>
}): ReactNode {
  const text = codes.join('\n')
  // Shown this once: whoever leaves before they are put away is asked first.
  useEffect(() => {
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [])
  return (
    <div role="status">
      <p>
        <strong>二次验证已开启。</strong>下面 10
        个恢复码只显示这一次，请抄下或打印后妥善保管：手机不在身边时，每个可代替验证码登录一次。其他地方的登录已全部退出。
      </p>
      <ul className="zm-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="zm-tools">
        <a
          className="zm-link-button"
          download="最美宣传系统-恢复码.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
        >
          保存为文件
        </a>
        <button type="button" className="zm-link-button" onClick={() => void onDone()}>
          已保管好，收起
        </button>
      </div>
    </div>
  )
}

function TurnOff({
  standing,
  onDone,
}: {
  readonly standing: Standing
  readonly onDone: () => Promise<void>
}) {
  const end = async (code: string): Promise<string | null> => {
    const answer = await post<{ message: string }>('second-factor/end', { code })
    if (!answer.ok) return answer.sentence
    toast.success(answer.value.message)
    await onDone()
    return null
  }
  const left = standing.recoveryLeft ?? 0
  return (
    <>
      <p>
        已开启：登录时要输入验证器应用上的 6 位数字。还有 {left} 个恢复码可用
        {left < 3 ? '，快用完了：请先关闭再重新开启，换一组新的恢复码。' : '。'}
      </p>
      <details>
        <summary>关闭二次验证，或换手机</summary>
        <p>换手机请先关闭，再用新手机重新开启。</p>
        <Ask label="验证码或恢复码" type="any" button="关闭二次验证" onSend={end} />
      </details>
    </>
  )
}

function Reset({
  id,
  isOn,
  onDone,
}: {
  readonly id: string
  readonly isOn: boolean
  readonly onDone: () => Promise<void>
}): ReactNode {
  if (!isOn) return <p>未开启，由本人在“我的账户”中开启。</p>
  const reset = async (): Promise<void> => {
    const answer = await post<{ message: string }>(`${id}/second-factor/reset`)
    if (!answer.ok) {
      toast.error(answer.sentence)
      return
    }
    toast.success(answer.value.message)
    await onDone()
  }
  return (
    <>
      <p>已开启。手机和恢复码都丢失时可以重置，请先当面或打电话核实是本人；重置会留痕。</p>
      <details>
        <summary>重置二次验证</summary>
        <button type="button" className="zm-link-button" onClick={() => void reset()}>
          确认重置
        </button>
      </details>
    </>
  )
}
