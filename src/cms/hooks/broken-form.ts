/** A multipart body that cannot be read is the sender's, not a fault of the machine, which Payload answers with 500. */
import type { AfterErrorHook } from 'payload'
import { storageFault } from '../../domain/storage-fault.ts'

export const sayBrokenForm: AfterErrorHook = ({ error, req }) => {
  const isForm = /multipart/i.test(req.headers?.get('content-type') ?? '')
  const isRead = req.data !== undefined || req.file !== undefined
  // The parser's own errors have no name; those of the database and our bugs do.
  const isOfReading = ['Error', 'APIError', 'SyntaxError'].includes(error.name)
  if (!isForm || isRead || !isOfReading || storageFault(error)) return
  const { status = 500 } = error as { readonly status?: number }
  if (status !== 500) return
  const message = '上传的内容不完整或无法识别（文件名里也不能有控制字符）；请刷新页面，重新选择文件后再上传。'
  return { response: { errors: [{ message }] }, status: 400 }
}
