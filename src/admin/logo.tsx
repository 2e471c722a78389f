/** The word mark of the sign-in page, drawn in the page's own fonts. */
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

export const Logo = (): ReactNode => (
  <div className="zm-logo">
    <Icon />
    <div>
      <strong>辽宁最美科技工作者</strong>
      <span>选树和学习宣传活动 · 工作台</span>
    </div>
  </div>
)
