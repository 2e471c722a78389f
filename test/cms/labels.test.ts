import { initI18n } from '@payloadcms/translations'
import { zh } from '@payloadcms/translations/languages/zh'
import type { Field, LabelFunction, StaticLabel } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { translations } from '../../src/cms/translations.ts'
import { openStudio, type Studio } from './databases.ts'

/** Names that are written so in Chinese too. */
const proper = new Set(['SHA-256', 'ID'])

/** Every sentence of a tree of translations, under its path. */
const leavesOf = (tree: object, path: readonly string[] = []): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[[...path, key].join('.'), value]] : leavesOf(value, [...path, key]),
  )

/** `{{label}}` and `<1>…</1>`. */
const slotsOf = (text = ''): string[] => text.match(/\{\{\w+\}\}|<\/?\d>/g) ?? []

describe('what staff read', () => {
  let studio: Studio
  let t: Parameters<LabelFunction>[0]['t']
  let words: readonly [string, string][]
  beforeAll(async () => {
    studio = await openStudio('SQLite')
    const i18n = await initI18n({ config: studio.config.i18n, context: 'client', language: 'zh' })
    t = i18n.t as typeof t
    words = leavesOf(i18n.translations)
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

  it('calls one thing by one word', () => {
    expect(words.length).toBeGreaterThan(400)
    const second = /垃圾箱|仪表板|永久|Payload|取消发布|[<‹]没有|您必须登录|以前的草稿/
    expect(words.filter(([, text]) => second.test(text))).toEqual([])
  })

  it('says before a deletion whether it can be taken back', () => {
    for (const [key, text] of words)
      if (/general\.aboutTo(Trash|Delete|PermanentlyDelete)/.test(key)) expect(text, key).toMatch(/恢复/)
  })

  it('puts words of ours only where Payload has some, with what it fills in', () => {
    const payloads = new Map(leavesOf(zh.translations))
    for (const [key, text] of leavesOf(translations.zh)) {
      expect(payloads.has(key), key).toBe(true)
      expect(slotsOf(payloads.get(key)), key).toEqual(expect.arrayContaining(slotsOf(text)))
    }
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
