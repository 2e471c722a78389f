'use client'
/** Every account and whether its owner has set a password; and invitations made here, whose links are shown this once. */
import { useCallback, useEffect, useState } from 'react'
import { ask, send } from '../ask.ts'

export interface Colleague {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: string
  readonly state: 'set' | 'invited' | 'expired'
  readonly until: string | null
}

/** Somebody to invite, as typed. */
export interface Invited {
  readonly name: string
  readonly email: string
  readonly role: string
}

export interface MadeLink {
  /** Of the account. */
  readonly id: string
  readonly name: string
  readonly address: string
  /** Beijing time, in words. */
  readonly until: string
}

interface Colleagues {
  /** Null until they are known. */
  readonly colleagues: readonly Colleague[] | null
  readonly made: readonly MadeLink[]
  readonly failure: string | null
  /** False where it was refused; the failure says why. */
  invite(person: Invited): Promise<boolean>
  /** Another link for somebody who has set no password yet. */
  inviteAgain(colleague: Pick<Colleague, 'id' | 'name'>): Promise<boolean>
}

/** `onInvited` hears of every new link. */
export function useColleagues(onInvited?: () => void): Colleagues {
  const [colleagues, setColleagues] = useState<readonly Colleague[] | null>(null)
  const [made, setMade] = useState<readonly MadeLink[]>([])
  const [failure, setFailure] = useState<string | null>(null)
  const look = useCallback(async (): Promise<void> => {
    const answer = await ask<{ colleagues: readonly Colleague[] }>('/api/users/colleagues')
    if (answer.ok) setColleagues(answer.value.colleagues)
    else setFailure(answer.sentence)
  }, [])
  useEffect(() => void look(), [look])

  const make = async (path: string, name: string, body: unknown): Promise<boolean> => {
    const answer = await send<{ id: string; path: string; until: string }>(path, body)
    setFailure(answer.ok ? null : answer.sentence)
    if (!answer.ok) return false
    const { id, until } = answer.value
    const address = `${window.location.origin}${answer.value.path}`
    // A new link of the same colleague ends the one before.
    setMade((before) => [...before.filter((one) => one.id !== id), { id, name, address, until }])
    onInvited?.()
    await look()
    return true
  }
  return {
    colleagues,
    made,
    failure,
    invite: (person) => make('/api/users/invite', person.name, person),
    inviteAgain: ({ id, name }) => make(`/api/users/${id}/invite`, name, {}),
  }
}
