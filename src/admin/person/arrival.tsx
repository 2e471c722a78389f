'use client'
/** At the head of a person's page: the way back to the board, and the tab that the address names. */
import { useAuth } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { allows } from '../../domain/rights.ts'
import { roleIn } from '../../domain/role.ts'
import { tabIn, wayBack } from './address.ts'
import { openTab } from './open-tab.ts'
import './person.css'

export function Arrival(): ReactNode {
  const address = useSearchParams()
  const { user } = useAuth()
  useEffect(() => {
    let stop = (): void => {}
    const open = (): void => {
      const tab = tabIn(window.location.hash)
      if (tab === null) return
      stop()
      stop = openTab(tab)
      // Spent: the same link works again, and a reload shows the tab that was opened since.
      window.history.replaceState(null, '', window.location.pathname + window.location.search)
    }
    open()
    window.addEventListener('hashchange', open)
    return () => {
      stop()
      window.removeEventListener('hashchange', open)
    }
  }, [])
  if (!allows(roleIn(user), 'assets', 'read')) return null
  return (
    <a className="zp-back" href={wayBack(address)}>
      ← 返回总表
    </a>
  )
}
