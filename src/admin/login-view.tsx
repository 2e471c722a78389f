/** `/admin/login`: Payload's own knows no second step. */
import { redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import { getSafeRedirect } from 'payload/shared'
import type { ReactNode } from 'react'
import { Login } from './login.tsx'
import { Logo } from './logo.tsx'

export function LoginView({ initPageResult, searchParams }: AdminViewServerProps): ReactNode {
  const target = getSafeRedirect({ fallbackTo: '/admin', redirectTo: searchParams?.redirect ?? '' })
  if (initPageResult.req.user) redirect(target)
  return (
    <>
      <div className="login__brand">
        <Logo />
      </div>
      <h1 className="sr-only">登录工作台</h1>
      {searchParams?.ready === undefined ? null : (
        <p className="zm-note" role="status">
          密码已设好，请用您的邮箱和这个密码登录。
        </p>
      )}
      <Login target={target} />
    </>
  )
}
