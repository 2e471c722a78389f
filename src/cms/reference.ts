/** Relations arrive as an id or as the document itself, depending on depth; only the id ever matters here. */

export type Reference = string | number | { readonly id: string | number } | null | undefined

export function referenceId(value: Reference): string | null {
  if (value === null || value === undefined) return null
  return String(typeof value === 'object' ? value.id : value)
}
