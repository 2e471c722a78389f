'use client'
/** 邀请同事, above the list of users: where an administrator looks for it once the campaign is made. */
import { useAuth } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { allows } from '../../domain/rights.ts'
import { roleIn } from '../../domain/role.ts'
import '../campaign-setup/setup.css'
import { Colleagues } from './colleagues.tsx'

export function InviteAtList(): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const router = useRouter()
  if (!allows(roleIn(useAuth().user), 'users', 'create')) return null
  return (
    <section className="zs zs--list" aria-label="邀请同事">
      <button
        type="button"
        className="zs-button"
        aria-expanded={isOpen}
        onClick={() => setOpen((before) => !before)}
      >
        邀请同事
      </button>
      {/* The list below shows the new account too. */}
      {isOpen ? <Colleagues shows="without-password" onInvited={() => router.refresh()} /> : null}
    </section>
  )
}
