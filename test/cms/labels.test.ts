import { initI18n } from '@payloadcms/translations'
import type { Field, LabelFunction, StaticLabel } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStudio, type Studio } from './databases.ts'

/** Names that are written so in Chinese too. */
const proper = new Set(['SHA-256', 'ID'])

describe('what staff read', () => {
  let studio: Studio
  let t: Parameters<LabelFunction>[0]['t']
  beforeAll(async () => {
    studio = await openStudio('SQLite')
    const i18n = await initI18n({ config: studio.config.i18n, context: 'client', language: 'zh' })
    t = i18n.t as typeof t
  })
  afterAll(() => studio.close())

  const textOf = (label: unknown): string => {
    if (typeof label === 'function')
      return (label as LabelFunction)({ t, i18n: undefined as never }) as string
    return typeof label === 'string' ? label : String((label as Record<string, string>)?.zh ?? label)
  }

  /** Everything a form, a list's columns or its filters can show. */
  function labelsOf(fields: readonly Field[], path: string): [string, string][] {
    return fields.flatMap((field): [string, string][] => {
      const own = field as { name?: string; label?: StaticLabel | LabelFunction | false; hidden?: boolean }
      const admin = (field.admin ?? {}) as {
        disableListColumn?: boolean
        hidden?: boolean
        description?: unknown
      }
      if (own.hidden || (admin.hidden && admin.disableListColumn)) return []
      const here = own.name ? `${path}.${own.name}` : path
      const found: [string, string][] = []
      if ('label' in own && own.label !== false && field.type !== 'row') found.push([here, textOf(own.label)])
      if (typeof admin.description === 'string') found.push([`${here} (description)`, admin.description])
      if ('options' in field)
        for (const option of field.options)
          found.push([`${here} (option)`, typeof option === 'string' ? option : textOf(option.label)])
      if (field.type === 'tabs')
        for (const tab of field.tabs) {
          found.push([`${here} (tab)`, textOf(tab.label)])
          found.push(...labelsOf(tab.fields, here))
        }
      else if ('fields' in field) found.push(...labelsOf(field.fields, here))
      return found
    })
  }

  it('is Chinese in every form, list and filter', () => {
    const labels = studio.config.collections
      // Nobody sees a collection that is hidden from everybody.
      .filter(({ slug, admin }) => !slug.startsWith('payload-') && admin.hidden !== true)
      .flatMap((collection): [string, string][] => [
        [collection.slug, textOf(collection.labels.singular)],
        [collection.slug, textOf(collection.labels.plural)],
        [`${collection.slug} (description)`, textOf(collection.admin.description)],
        [`${collection.slug} (group)`, textOf(collection.admin.group)],
        ...labelsOf(collection.fields, collection.slug),
      ])
    expect(labels.length).toBeGreaterThan(100)
    const foreign = labels.filter(([, text]) => !/\p{Script=Han}/u.test(text) && !proper.has(text))
    expect(foreign).toEqual([])
  })

  it('shows titles and columns that exist', () => {
    for (const { slug, admin, flattenedFields } of studio.config.collections) {
      const names = new Set([...flattenedFields.map(({ name }) => name), 'id', 'createdAt', 'updatedAt'])
      for (const column of [...(admin.defaultColumns ?? []), ...(admin.listSearchableFields ?? [])])
        expect(names, `${slug}.${column}`).toContain(column)
    }
  })

  it('shows no JSON by the editor of Payload, which is fetched from another site', () => {
    const shown = (fields: readonly Field[], path: string): string[] =>
      fields.flatMap((field) => {
        const here = 'name' in field ? `${path}.${field.name}` : path
        if (field.type === 'json' || field.type === 'code')
          return field.admin?.hidden || field.hidden || field.admin?.components?.Field ? [] : [here]
        if (field.type === 'tabs') return field.tabs.flatMap((tab) => shown(tab.fields, here))
        return 'fields' in field ? shown(field.fields, here) : []
      })
    const open = studio.config.collections.filter(
      ({ slug, admin }) => !slug.startsWith('payload-') && admin.hidden !== true,
    )
    expect(open.flatMap(({ slug, fields }) => shown(fields, slug))).toEqual([])
  })
})
