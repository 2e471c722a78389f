'use client'
/** Asks for the present password beside a new one or a new address, of whoever changes their own. */
import {
  PasswordField,
  useAuth,
  useDocumentInfo,
  useForm,
  useFormFields,
  useFormProcessing,
  useFormSubmitted,
} from '@payloadcms/ui'
import { type ReactNode, useEffect, useRef } from 'react'

export function PresentPassword(): ReactNode {
  const { user } = useAuth()
  const { id } = useDocumentInfo()
  // The address stands in the form always, and the password, as nothing, too: asked for is what has something to say.
  const isChanging = useFormFields(
    ([{ password, email }]) =>
      // Fresh from the server the form does not say what the address was.
      password?.valid === false ||
      password?.value !== undefined ||
      (email?.value ?? '') !== (email?.initialValue ?? user?.email ?? ''),
  )
  useTidySecrets(id !== undefined)
  if (!isChanging || id === undefined || String(id) !== String(user?.id)) return null
  return (
    <PasswordField
      autoComplete="current-password"
      field={{ name: 'currentPassword', label: '当前密码', required: true }}
      path="currentPassword"
    />
  )
}

const secrets = ['password', 'confirm-password', 'currentPassword']

/**
 * Payload folds its boxes after every answer and keeps what was typed into them, which the next save would send again.
 * What was taken is forgotten; what was refused stays open to be put right.
 */
function useTidySecrets(isOn: boolean): void {
  const isProcessing = useFormProcessing()
  // True after a refusal, false after a success.
  const isRefused = useFormSubmitted()
  const { dispatchFields, getField, setModified } = useForm()
  const wasProcessing = useRef(false)
  useEffect(() => {
    const isAnswered = wasProcessing.current && !isProcessing
    wasProcessing.current = isProcessing
    if (!isOn || !isAnswered) return
    if (!isRefused) for (const path of secrets) dispatchFields({ type: 'REMOVE', path })
    else {
      setModified(true)
      // The boxes are opened by a state inside Payload's component, which its button alone reaches.
      if (getField('password')?.value) document.getElementById('change-password')?.click()
    }
  }, [isOn, isProcessing, isRefused, dispatchFields, getField, setModified])
}
