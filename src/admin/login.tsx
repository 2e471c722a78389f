'use client'
/** Signing in: address and password, then the code of whoever turned the second step on. */
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'

interface Refusal {
  readonly errors?: readonly {
    readonly message?: unknown
    readonly data?: { readonly secondFactor?: unknown }
  }[]
}

export function Login({ target }: { readonly target: string }): ReactNode {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [asksCode, setAsksCode] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const codeBox = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (asksCode) codeBox.current?.focus()
  }, [asksCode])

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setIsBusy(true)
    setRefusal(null)
    const response = await fetch('/api/users/login', {
      method: 'POST',
      credentials: 'include',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password, ...(asksCode ? { code } : {}) }),
    }).catch(() => null)
    if (response?.ok) {
      // The whole page anew: what was loaded for nobody is not for whoever is here now.
      window.location.assign(target)
      return
    }
    setIsBusy(false)
    const body = ((await response?.json().catch(() => null)) ?? {}) as Refusal
    const [error] = body.errors ?? []
    const needsCode = error?.data?.secondFactor === true
    if (needsCode && !asksCode) {
      setAsksCode(true)
      return
    }
    setCode('')
    setRefusal(typeof error?.message === 'string' ? error.message : '暂时连不上服务器，请检查网络后重试。')
  }

  return (
    <form className="zm-login" onSubmit={(event) => void send(event)} noValidate>
      {asksCode ? (
        <>
          <p>密码正确。请输入手机验证器应用上显示的 6 位数字。</p>
          <div className="zm-ask">
            <label htmlFor="login-code">验证码</label>
            <input
              id="login-code"
              ref={codeBox}
              value={code}
              autoComplete="one-time-code"
              maxLength={20}
              required
              aria-describedby="login-code-about"
              onChange={(event) => setCode(event.target.value)}
            />
            <p id="login-code-about" className="zm-quiet">
              手机不在身边的，请输入一个恢复码；都没有的，请联系管理员重置。
            </p>
          </div>
        </>
      ) : (
        <>
          <div className="zm-ask">
            <label htmlFor="login-email">电子邮件</label>
            <input
              id="login-email"
              type="email"
              name="email"
              value={email}
              autoComplete="username"
              required
              onChange={(event) => setEmail(event.target.value)}
            />
          </div>
          <div className="zm-ask">
            <label htmlFor="login-password">密码</label>
            <input
              id="login-password"
              type="password"
              name="password"
              value={password}
              autoComplete="current-password"
              required
              onChange={(event) => setPassword(event.target.value)}
            />
          </div>
        </>
      )}
      {refusal === null ? null : (
        <p className="zm-note zm-note--bad" role="alert">
          {refusal}
        </p>
      )}
      <button type="submit" className="zm-link-button zm-link-button--main" disabled={isBusy}>
        {isBusy ? '正在登录…' : '登录'}
      </button>
      {asksCode ? (
        <button
          type="button"
          className="zm-plain-button"
          onClick={() => {
            setAsksCode(false)
            setRefusal(null)
          }}
        >
          返回，换一个账号登录
        </button>
      ) : (
        <a href="/setup/help">忘记密码？</a>
      )}
    </form>
  )
}
