/**
 * What is written is always looked at whole: by `select` a request could hide from the hooks that follow what it has
 * changed, and with that the trace of it and the recall it calls for.
 */
import type { CollectionBeforeOperationHook } from 'payload'

export const answerWhole: CollectionBeforeOperationHook = ({ args, operation }) =>
  operation === 'create' || operation === 'update' || operation === 'delete'
    ? { ...args, select: undefined }
    : args
