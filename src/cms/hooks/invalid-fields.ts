/** A refused form says in one sentence which fields it is about, by the labels staff read; each says its own beside it. */
import type { AfterErrorHook } from 'payload'

/** `label` as Payload gives it: the tab, ` > `, the field. */
interface Invalid {
  readonly label?: unknown
  readonly path: string
}

export const sayInvalidFields: AfterErrorHook = ({ collection, error, result }) => {
  if (error.name !== 'ValidationError') return
  const [first] = (result?.errors ?? []) as { readonly data?: { readonly errors?: readonly Invalid[] } }[]
  // Fields are judged side by side, and come as each is done.
  const names = collection?.flattenedFields.map(({ name }) => name) ?? []
  const placeOf = ({ path }: Invalid): number => names.indexOf(path.split('.')[0] ?? path)
  const invalid = (first?.data?.errors ?? []).toSorted((a, b) => placeOf(a) - placeOf(b))
  // What bears no label is of no form: whoever signs in without an address has saved nothing.
  const given = invalid.flatMap(({ label }) => (typeof label === 'string' ? [label] : []))
  if (invalid.length === 0 || given.length < invalid.length) return
  const labels = [...new Set(given.map((label) => label.split(' > ').at(-1)))]
  const message = `没有保存：“${labels.join('”“')}”没有填或填得不对，请按各项旁边的提示改好，再保存。`
  // `fields` for pages that show no form.
  return { response: { errors: [{ ...first, message, fields: labels }] } }
}
