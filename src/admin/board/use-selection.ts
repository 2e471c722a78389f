'use client'
/** People chosen on the board for what can be done for several at once. */
import { useAuth } from '@payloadcms/ui'
import { useMemo, useState } from 'react'
import { allows } from '../../domain/rights.ts'
import { roleIn } from '../../domain/role.ts'
import type { Selection } from './grid.tsx'

/** The selection, null for who may change nobody, and how to set it. */
export function useSelection(): readonly [Selection | null, (ids: readonly string[]) => void] {
  const mayChange = allows(roleIn(useAuth().user), 'honorees', 'update')
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const selection = useMemo(
    () => ({
      ids,
      choose: (some: readonly string[], isChosen: boolean) =>
        setIds((known) => {
          const others = [...known].filter((id) => !some.includes(id))
          return new Set(isChosen ? [...others, ...some] : others)
        }),
    }),
    [ids],
  )
  return [mayChange ? selection : null, (left) => setIds(new Set(left))]
}
