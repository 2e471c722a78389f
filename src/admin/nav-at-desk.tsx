'use client'
/**
 * The menu stands open on every desk's screen. Payload opens it above 1440 pixels alone; below, it neither opens nor
 * remembers whether somebody closed it. What its menu asks is told again, closer to it, with another width.
 */
import { NavProvider, useNav, WindowInfoProvider } from '@payloadcms/ui'
import type { ReactNode } from 'react'

/** Payload's own, but for `l`; custom.scss speaks of the same width. */
const breakpoints = {
  l: '(max-width: 1199px)',
  m: '(max-width: 1024px)',
  s: '(max-width: 768px)',
  xs: '(max-width: 400px)',
}

export function NavAtDesk({ children }: { readonly children?: ReactNode }): ReactNode {
  // As the server drew it: as this person left it.
  const { navOpen } = useNav()
  return (
    <WindowInfoProvider breakpoints={breakpoints}>
      <NavProvider initialIsOpen={navOpen}>{children}</NavProvider>
    </WindowInfoProvider>
  )
}
