'use client'
/** Sends a failed variant back to work; shown on its page while it is failed. */
import { Button, toast, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { ask } from './ask.ts'

export function RetryButton(): ReactNode {
  const { id } = useDocumentInfo()
  const state = useFormFields(([fields]) => fields.state?.value)
  const router = useRouter()
  const [isBusy, setIsBusy] = useState(false)
  const [isSent, setIsSent] = useState(false)
  if (id === undefined || state !== 'failed' || isSent) return null

  const retry = async (): Promise<void> => {
    setIsBusy(true)
    const answer = await ask<{ message: string }>(`/api/variants/${id}/retry`, { method: 'POST' })
    setIsBusy(false)
    if (!answer.ok) {
      toast.error(answer.sentence)
      return
    }
    setIsSent(true)
    toast.success(answer.value.message)
    router.refresh()
  }

  return (
    <Button
      buttonStyle="secondary"
      size="medium"
      margin={false}
      disabled={isBusy}
      onClick={() => void retry()}
    >
      {isBusy ? '正在重新排队…' : '重试'}
    </Button>
  )
}
