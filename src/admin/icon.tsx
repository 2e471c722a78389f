/** A gold star on red with an orbit around it: the campaign at the size of a thumbnail. */
import type { ReactNode } from 'react'

export const Icon = (): ReactNode => (
  <svg className="zm-icon" viewBox="0 0 48 48" role="img" aria-label="辽宁最美科技工作者">
    <rect width="48" height="48" rx="9" fill="#a8141b" />
    <ellipse
      cx="24"
      cy="24"
      rx="19"
      ry="7.5"
      transform="rotate(-28 24 24)"
      fill="none"
      stroke="#f3d27a"
      strokeWidth="1.6"
      opacity="0.75"
    />
    <path d="M24 11.5l3.7 8.1 8.8 1-6.5 6 1.8 8.7-7.8-4.4-7.8 4.4 1.8-8.7-6.5-6 8.8-1z" fill="#f3d27a" />
  </svg>
)
