/**
 * What is written can be read again. Payload does not validate drafts, stores what it was sent and fails when it reads
 * it back; so every value's form is looked at before the write. Whether it is filled in is asked when it is published.
 */
import type {
  CollectionBeforeOperationHook,
  CollectionBeforeValidateHook,
  FlattenedField,
  PayloadRequest,
} from 'payload'
import { type Problem, sentence } from '../../domain/problem.ts'
import { lengthOf } from '../../domain/text.ts'
import { wordLimitOf } from '../../domain/word-limits.ts'
import { blocksOf, UnknownNode } from '../adapter/rich-text.ts'
import { rulesFor } from '../campaign-of.ts'
import { type Reference, referenceId } from '../reference.ts'
import { Refused } from '../refusal.ts'

/** Before Payload walks the data: it takes `null` for a group and falls over it, and any other value for an empty one. */
export const groupsAreGroups: CollectionBeforeOperationHook = ({ args, collection, operation }) => {
  const { data } = args as { readonly data?: unknown }
  if (operation === 'create' || operation === 'update') checkGroups(data, collection.flattenedFields)
  return args
}

function checkGroups(data: unknown, fields: readonly FlattenedField[]): void {
  for (const field of fields) {
    const value = (data as Readonly<Record<string, unknown>> | null | undefined)?.[field.name]
    if ((field.type !== 'group' && field.type !== 'tab') || value === undefined) continue
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Refused(
        sentence({
          kind: 'value-invalid',
          field: labelOf(field),
          found: foundText(value),
          expected: '一组项目，不改的项目不必提交',
        }),
      )
    checkGroups(value, field.flattenedFields)
  }
}

export const wellFormed: CollectionBeforeValidateHook = async ({ data, collection, req }) => {
  await checkFields(data, collection.flattenedFields, req)
  return data
}

/** A draft may lack words, but what is too long is said while its writer is there; what is published, fields judge themselves. */
export const draftWithinLimits: CollectionBeforeValidateHook = async ({
  data,
  originalDoc,
  collection,
  req,
}) => {
  // An import says it in its report and loses no words: nobody is there to shorten them.
  if (data?._status !== 'draft' || req.context.isImport) return data
  const { summary, ...whole } = { ...originalDoc, ...data }
  // Its limit is the campaign's: words that were there before it was lowered lock nobody out.
  const isRewritten = summary !== originalDoc?.summary
  const summaryMax = isRewritten ? wordLimitOf('summary', await rulesFor(whole, req)).max : undefined
  const tooLong = collection.flattenedFields.flatMap((field) => {
    const { maxLength } = field as { readonly maxLength?: number }
    const max = field.name === 'summary' ? summaryMax : maxLength
    const value: unknown = data[field.name]
    if (max === undefined || typeof value !== 'string') return []
    const found = lengthOf(value.trim())
    return found > max ? [sentence({ kind: 'text-too-long', field: labelOf(field), found, max })] : []
  })
  // A sentence, not marks on the fields: Payload's form hides those while it saves drafts.
  if (tooLong.length > 0) throw new Refused(tooLong.join(''))
  return data
}

async function checkFields(
  data: unknown,
  fields: readonly FlattenedField[],
  req: PayloadRequest,
): Promise<void> {
  for (const field of fields) {
    const value = (data as Readonly<Record<string, unknown>> | undefined)?.[field.name]
    if (value === undefined || value === null || value === '') continue
    const problem = await problemOf(value, field, req)
    if (problem) throw new Refused(sentence(problem))
  }
}

async function problemOf(
  value: unknown,
  field: FlattenedField,
  req: PayloadRequest,
): Promise<Problem | null> {
  const invalid = (expected: string): Problem => ({
    kind: 'value-invalid',
    field: labelOf(field),
    found: foundText(value),
    expected,
  })
  switch (field.type) {
    case 'date':
      return isInstant(value) ? null : invalid('日期，例如 2026-05-20')
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : invalid('数字')
    case 'checkbox':
      return typeof value === 'boolean' ? null : invalid('是或否')
    case 'text':
    case 'textarea':
      return typeof value === 'string' ? null : invalid('文字')
    case 'select': {
      const choices = field.options.map((option) => (typeof option === 'string' ? option : option.value))
      return typeof value === 'string' && choices.includes(value) ? null : invalid('列表中的一项')
    }
    case 'relationship': {
      const { relationTo } = field
      const id = referenceId(value as Reference)
      const isKnown = typeof relationTo === 'string' && (await exists(relationTo, id, req))
      return isKnown ? null : invalid('已登记的一项')
    }
    case 'richText':
      return richTextProblem(value, labelOf(field))
    case 'group':
      // What is no object has become an empty one by now.
      await checkFields(value, field.flattenedFields, req)
      return null
    default:
      return null
  }
}

const isInstant = (value: unknown): boolean =>
  (typeof value === 'string' && !Number.isNaN(Date.parse(value))) ||
  (value instanceof Date && !Number.isNaN(value.getTime()))

async function exists(
  collection: Parameters<PayloadRequest['payload']['db']['findOne']>[0]['collection'],
  id: string | null,
  req: PayloadRequest,
): Promise<boolean> {
  if (typeof id !== 'string') return false
  try {
    return (await req.payload.db.findOne({ collection, where: { id: { equals: id } }, req })) !== null
  } catch {
    // MongoDB throws at an id that cannot be one.
    return false
  }
}

function richTextProblem(value: unknown, field: string): Problem | null {
  const root = (value as { root?: { children?: unknown } }).root
  if (!Array.isArray(root?.children)) return { kind: 'text-node-unknown', field, node: '无法识别的格式' }
  try {
    blocksOf(value as { root: unknown })
    return null
  } catch (error) {
    if (!(error instanceof UnknownNode)) throw error
    return { kind: 'text-node-unknown', field, node: nodeNames[error.node] ?? error.node }
  }
}

const nodeNames: Readonly<Record<string, string>> = {
  '': '无法识别的格式',
  text: '不是文字的文字节点',
  lists: '套得太深的列表',
  link: '链接',
  autolink: '链接',
  table: '表格',
  upload: '图片或文件',
  horizontalrule: '分隔线',
  relationship: '引用',
  block: '区块',
}

const labelOf = ({ label, name }: { readonly label?: unknown; readonly name: string }): string =>
  typeof label === 'string' ? label : name

/** Short: it is shown to whoever sent it. */
const foundText = (value: unknown): string =>
  String(typeof value === 'object' ? JSON.stringify(value) : value).slice(0, 40)
