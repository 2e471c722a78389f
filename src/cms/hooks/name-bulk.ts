/** What could not be changed of many at once is named: Payload knows a failure's id alone, and repeats the same sentence. */
import type { CollectionAfterOperationHook } from 'payload'

interface BulkResult {
  readonly errors?: { readonly id: string | number; message: string }[]
}

export const nameBulkFailures: CollectionAfterOperationHook = async ({
  collection,
  operation,
  overrideAccess = false,
  req,
  result,
}) => {
  const { errors } = result as BulkResult
  if ((operation !== 'update' && operation !== 'delete') || !Array.isArray(errors) || errors.length === 0)
    return result
  const { useAsTitle } = collection.admin
  if (!useAsTitle) return result
  const { docs } = await req.payload.find({
    collection: collection.slug,
    where: { id: { in: errors.map(({ id }) => id) } },
    draft: Boolean(collection.versions),
    pagination: false,
    depth: 0,
    trash: true,
    overrideAccess,
    req,
  })
  const titles = new Map(
    docs.map((doc) => [String(doc.id), (doc as unknown as Readonly<Record<string, unknown>>)[useAsTitle]]),
  )
  for (const error of errors) {
    const title = titles.get(String(error.id))
    if (typeof title === 'string' && title !== '') error.message = `${title}：${error.message}`
  }
  return result
}
