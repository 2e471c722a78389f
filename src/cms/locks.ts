/** Payload lets every account lock every document: operators, who write no material, must not shut editors out of it. */
import type { SanitizedConfig } from 'payload'
import { accessOf } from './access.ts'

export async function guardLocks(building: Promise<SanitizedConfig>): Promise<SanitizedConfig> {
  const config = await building
  const locks = config.collections.find(({ slug }) => slug === 'payload-locked-documents')
  if (!locks) throw new Error('locks: Payload has no such collection any more')
  Object.assign(locks.access, accessOf('payload-locked-documents'))
  return config
}
