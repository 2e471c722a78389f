/** `/admin/unauthorized`: Payload's own page offers whoever is signed in nothing but to sign out. */
import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'

export function UnauthorizedView({ initPageResult }: AdminViewServerProps): ReactNode {
  const isSignedIn = Boolean(initPageResult.req.user)
  return (
    <div className="zm-login">
      <h1>{isSignedIn ? '您的账号没有这项权限' : '请先登录'}</h1>
      <p>
        {isSignedIn
          ? '您已经登录，但您的角色不能打开这个页面。需要办理的，请联系管理员调整角色。'
          : '登录后才能打开这个页面；太久没有操作时，需要重新登录。'}
      </p>
      <p>
        {isSignedIn ? <a href="/admin">回到“今天”</a> : <a href="/admin/login">去登录</a>}
        {isSignedIn ? (
          <>
            {' · '}
            <a href="/admin/logout">退出，换一个账号</a>
          </>
        ) : null}
      </p>
    </div>
  )
}
