/** A refused form says in one sentence which fields it is about, by the labels staff read; each says its own beside it. */
import type { AfterErrorHook } from 'payload'

/** `label` as Payload gives it: the tab, ` > `, the field. */
interface Invalid {
  readonly label?: unknown
  readonly path: string
}

const labelOf = ({ label, path }: Invalid): string =>
  typeof label === 'string' ? (label.split(' > ').at(-1) ?? label) : path

export const sayInvalidFields: AfterErrorHook = ({ error, result }) => {
  if (error.name !== 'ValidationError') return
  const [first] = (result?.errors ?? []) as { readonly data?: { readonly errors?: readonly Invalid[] } }[]
  const labels = [...new Set((first?.data?.errors ?? []).map(labelOf))]
  if (labels.length === 0) return
  const message = `没有保存：“${labels.join('”“')}”没有填或填得不对，请按各项旁边的提示改好，再保存。`
  return { response: { errors: [{ ...first, message }] } }
}
