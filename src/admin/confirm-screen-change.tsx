'use client'
/** Lets somebody say that they mean a change which takes posters off a screen; asked for once the form was changed so. */
import { CheckboxInput, useAuth, useDocumentInfo, useField, useFormFields } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { roleIn } from '../domain/role.ts'

const watched = ['width', 'height', 'maxBytes', 'slug', 'channelId'] as const

export function ConfirmScreenChange(): ReactNode {
  const { id } = useDocumentInfo()
  const { user } = useAuth()
  const { value, setValue } = useField<boolean | null>({ path: 'confirm' })
  const isChanged = useFormFields(([fields]) =>
    watched.some((name) => fields[name]?.value !== fields[name]?.initialValue),
  )
  if (id === undefined || !isChanged || roleIn(user) === 'operator') return null
  return (
    <div className="zm-panel">
      <CheckboxInput
        checked={value === true}
        id="confirm-screen-change"
        label="确认改动：屏幕上若有展示中或待展示的发布，其海报须由终审逐项“更正”后才有新的"
        name="confirm"
        onToggle={(event) => setValue(event.target.checked)}
      />
    </div>
  )
}
