/** What never leaves the intake rooms: kept in one restricted group and named in no adapter, so no feed can carry it. */

export const privateFields = [
  { name: 'idNumber', label: '身份证号' },
  { name: 'phone', label: '手机' },
  { name: 'email', label: '邮箱' },
  { name: 'birth', label: '出生年月' },
  { name: 'address', label: '通讯地址' },
] as const

export type PrivateField = (typeof privateFields)[number]['name']

/** From a table's own column names or the stored names; throws on a name nobody keeps, so nothing is lost in silence. */
export function privateGroup(
  values: Readonly<Record<string, string>>,
): Partial<Record<PrivateField, string>> {
  const group: Partial<Record<PrivateField, string>> = {}
  for (const [key, value] of Object.entries(values)) {
    const field = privateFields.find(({ name, label }) => name === key || label === key)
    if (!field) throw new Error(`private field unknown: ${key}`)
    group[field.name] = value
  }
  return group
}
