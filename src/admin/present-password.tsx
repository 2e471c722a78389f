'use client'
/** Asks for the present password beside a new one or a new address, of whoever changes their own. */
import { PasswordField, useAuth, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import type { ReactNode } from 'react'

export function PresentPassword(): ReactNode {
  const { user } = useAuth()
  const { id } = useDocumentInfo()
  // Payload puts the password into the form while it is being changed; the address stands there always.
  const isChanging = useFormFields(
    ([{ password, email }]) => password !== undefined || email?.value !== email?.initialValue,
  )
  if (!isChanging || id === undefined || String(id) !== String(user?.id)) return null
  return (
    <PasswordField
      autoComplete="current-password"
      field={{ name: 'currentPassword', label: '当前密码', required: true }}
      path="currentPassword"
    />
  )
}
