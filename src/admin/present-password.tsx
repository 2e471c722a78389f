'use client'
/** Asks for the present password beside a new one, of whoever changes their own. */
import { PasswordField, useAuth, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import type { ReactNode } from 'react'

export function PresentPassword(): ReactNode {
  const { user } = useAuth()
  const { id } = useDocumentInfo()
  // Payload puts this field into the form while a password is being changed.
  const isChanging = useFormFields(([fields]) => fields.password !== undefined)
  if (!isChanging || id === undefined || String(id) !== String(user?.id)) return null
  return (
    <PasswordField
      autoComplete="current-password"
      field={{ name: 'currentPassword', label: '当前密码', required: true }}
      path="currentPassword"
    />
  )
}
