/** Frame of the public pages; the admin has its own. */
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import './site.css'

export const metadata: Metadata = {
  title: '辽宁最美科技工作者 · 宣传活动内容平台',
  description: '一处上传，全省十二个宣传渠道各取所需。',
}

// A page made ahead of time has no nonce, and the policy blocks its scripts.
export const dynamic = 'force-dynamic'

const Layout = ({ children }: { readonly children: ReactNode }) => (
  <html lang="zh-CN">
    <body>
      <main>{children}</main>
    </body>
  </html>
)

export default Layout
