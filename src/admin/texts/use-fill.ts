'use client'
/** Puts values into the open form. */
import { useForm } from '@payloadcms/ui'
import { useCallback } from 'react'

interface Filled {
  readonly path: string
  readonly value: unknown
  /** The person's own words, still to be saved; what is stored already is none. */
  readonly isOwn?: boolean
}

export function useFill(): (values: readonly Filled[]) => void {
  const { dispatchFields, setModified } = useForm()
  return useCallback(
    (values) => {
      // The editor of rich text takes a value from outside by its initial one alone.
      for (const { path, value } of values)
        dispatchFields({ type: 'UPDATE', path, value, initialValue: value, valid: true })
      if (values.some(({ isOwn }) => isOwn)) setModified(true)
    },
    [dispatchFields, setModified],
  )
}
