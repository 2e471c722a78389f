'use client'
/** The list's filter by class, in the words of the campaigns: Payload fills it from the field's options alone, which are numbers. */
import { useConfig } from '@payloadcms/ui'
import type { ClientField, SelectFieldClient } from 'payload'
import { useEffect, useState } from 'react'
import { type Classes, classesOfAll } from './classes.ts'

const isClass = (field: ClientField): field is SelectFieldClient =>
  field.type === 'select' && field.name === 'category'

const inside = (field: ClientField): readonly ClientField[] =>
  field.type === 'tabs' ? field.tabs.flatMap(({ fields }) => fields) : 'fields' in field ? field.fields : []

const classField = (fields: readonly ClientField[]): SelectFieldClient | undefined =>
  fields.find(isClass) ??
  fields.map((field) => classField(inside(field))).find((found) => found !== undefined)

function worded(field: ClientField, options: Classes): ClientField {
  if (isClass(field)) return { ...field, options }
  if (field.type === 'tabs')
    return { ...field, tabs: field.tabs.map((tab) => ({ ...tab, fields: all(tab.fields, options) })) }
  return 'fields' in field ? ({ ...field, fields: all(field.fields, options) } as ClientField) : field
}

const all = (fields: readonly ClientField[], options: Classes): ClientField[] =>
  fields.map((field) => worded(field, options))

export function ClassWords(): null {
  const { config, setConfig, getEntityConfig } = useConfig()
  const [options, setOptions] = useState<Classes | null>(null)
  useEffect(() => {
    let isOld = false
    void classesOfAll().then((classes) => {
      if (!isOld && classes && classes.length > 0) setOptions(classes)
    })
    return () => {
      isOld = true
    }
  }, [])
  useEffect(() => {
    // Whenever the page is told its configuration anew, as after another filter, it is the one of numbers again.
    const { fields } = getEntityConfig({ collectionSlug: 'honorees' })
    if (options === null || classField(fields)?.options === options) return
    const collections = config.collections.map((one) =>
      one.slug === 'honorees' ? { ...one, fields: all(one.fields, options) } : one,
    )
    setConfig({ ...config, collections })
  }, [options, config, setConfig, getEntityConfig])
  return null
}
