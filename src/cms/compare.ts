/** Says in runs of text what differs between two documents of a collection, field by field, in the words of the form. */
import { diffArrays } from 'diff'
import type { FlattenedField, PayloadRequest, SanitizedCollectionConfig } from 'payload'
import type { FieldChange, Run } from '../domain/edition.ts'
import type { Facts } from '../domain/event.ts'
import { graphemes, textsOf } from '../domain/text.ts'
import { blocksOf, UnknownNode } from './adapter/rich-text.ts'
import { rulesFor } from './campaign-of.ts'
import { fieldAt, labelAt, textOf, titlesOfValues, withClasses } from './history.ts'

/** `paths` as `mergeIn` names them; what no form shows is left out. */
export async function changesIn(
  { slug, flattenedFields }: SanitizedCollectionConfig,
  older: Facts,
  newer: Facts,
  paths: readonly string[],
  req: PayloadRequest,
): Promise<readonly FieldChange[]> {
  const plain = await titlesOfValues(
    flattenedFields,
    [at(older), at(newer)].flatMap((valueAt) => paths.map((path) => [path, valueAt(path)] as const)),
    req,
  )
  const titles = slug === 'honorees' ? withClasses(plain, await rulesFor(newer, req)) : plain
  return paths.flatMap((path) => {
    const field = fieldAt(flattenedFields, path)
    const label = labelAt(flattenedFields, path, req)
    if (!field || label === null) return []
    const said = (doc: Facts): string =>
      wordsIn(field, at(doc)(path)) ?? textOf(field, at(doc)(path), titles) ?? ''
    return [{ path, label, runs: runsOf(field, said(older), said(newer)) }]
  })
}

const at =
  (doc: Facts) =>
  (path: string): unknown => {
    const [head = '', part] = path.split('.')
    return part === undefined ? doc[head] : (doc[head] as Facts | null | undefined)?.[part]
  }

function wordsIn({ type }: FlattenedField, value: unknown): string | null {
  if (type !== 'richText') return null
  try {
    return blocksOf(value as { root?: unknown } | null)
      .map((block) =>
        textsOf(block)
          .map((text) => (block.kind === 'list' ? `· ${text}` : text))
          .join('\n'),
      )
      .join('\n')
  } catch (error) {
    if (error instanceof UnknownNode) return '（无法识别的内容）'
    throw error
  }
}

/** Texts by their characters; a choice or a date as a whole. */
function runsOf({ type }: FlattenedField, older: string, newer: string): readonly Run[] {
  if (type === 'text' || type === 'textarea' || type === 'richText') return textRuns(older, newer)
  return [
    ...(older === '' ? [] : [{ kind: 'removed', text: older } as const]),
    ...(newer === '' ? [] : [{ kind: 'added', text: newer } as const]),
  ]
}

/** Beyond this a text was written anew, and marking single characters would help nobody; the search is cut off there. */
const mostEdits = 1_500

export function textRuns(older: string, newer: string): readonly Run[] {
  const parts = diffArrays([...graphemes(older)], [...graphemes(newer)], { maxEditLength: mostEdits })
  if (!parts)
    return [
      { kind: 'removed', text: older },
      { kind: 'added', text: newer },
    ]
  const runs = parts.map(
    ({ added, removed, value }): Run => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value.join(''),
    }),
  )
  return withoutCrumbs(runs)
}

/** A single character that happens to stand in both, between two changes, reads better as part of them. */
function withoutCrumbs(runs: readonly Run[]): readonly Run[] {
  const kept: Run[] = []
  let removed = ''
  let added = ''
  const flush = (): void => {
    if (removed !== '') kept.push({ kind: 'removed', text: removed })
    if (added !== '') kept.push({ kind: 'added', text: added })
    removed = ''
    added = ''
  }
  runs.forEach(({ kind, text }, index) => {
    const isCrumb =
      kind === 'same' &&
      graphemes(text).length === 1 &&
      text !== '\n' &&
      index > 0 &&
      index < runs.length - 1 &&
      removed !== '' &&
      added !== ''
    if (kind === 'removed' || isCrumb) removed += text
    if (kind === 'added' || isCrumb) added += text
    if (kind === 'same' && !isCrumb) {
      flush()
      kept.push({ kind, text })
    }
  })
  flush()
  return kept
}
