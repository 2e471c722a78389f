/** Frame of the public pages; the admin has its own. */
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import '../../admin/fields.css'
import './site.css'

const mark =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#a8141b"/><path d="M8 3l1.5 3.2 3.5.4-2.6 2.4.7 3.5L8 10.8l-3.1 1.7.7-3.5L3 6.6l3.5-.4z" fill="#f3cf7a"/></svg>'

export const metadata: Metadata = {
  title: '辽宁最美科技工作者 · 宣传活动内容平台',
  description: '一处上传，全省十二个宣传渠道各取所需。',
  // Else browsers ask for /favicon.ico, which is nobody's.
  icons: { icon: `data:image/svg+xml,${encodeURIComponent(mark)}` },
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
