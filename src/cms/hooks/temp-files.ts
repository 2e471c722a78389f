/** Payload removes the one file it has stored; what else a request left in the temporary folder goes here. */
import { rm } from 'node:fs/promises'
import type { AfterErrorHook, CollectionAfterOperationHook, PayloadRequest } from 'payload'

const tempFile = (file: unknown): string | null => {
  const { tempFilePath } = (file ?? {}) as { tempFilePath?: unknown }
  return typeof tempFilePath === 'string' ? tempFilePath : null
}

const tempFilesOf = (req: Partial<PayloadRequest>): string[] => {
  const { files = {} } = req as { files?: Record<string, unknown> }
  return [req.file, ...Object.values(files)].flat().flatMap((file) => tempFile(file) ?? [])
}

const remove = async (files: readonly string[]): Promise<void> => {
  for (const file of files) await rm(file, { force: true })
}

export const removeAfterError: AfterErrorHook = async ({ req }) => {
  await remove(tempFilesOf(req))
}

/** The accepted file itself is Payload's to remove, right after this hook. */
export const removeAfterUpload: CollectionAfterOperationHook<'assets'> = async ({ req, result }) => {
  const accepted = tempFile(req.file)
  await remove(tempFilesOf(req).filter((file) => file !== accepted))
  return result
}
