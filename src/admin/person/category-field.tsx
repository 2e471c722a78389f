'use client'
/** The class of a person, in the words of the campaign the form names. */
import { SelectField, useFormFields } from '@payloadcms/ui'
import type { SelectFieldClientComponent } from 'payload'
import { useEffect, useState } from 'react'
import { categoriesOf } from '../../domain/campaign-rules.ts'
import { readRules } from '../../domain/rules-form.ts'
import { ask } from '../ask.ts'

type Options = { label: string; value: string }[]

export const CategoryField: SelectFieldClientComponent = (props) => {
  const campaign = useFormFields(([fields]) => fields.campaign?.value)
  const [options, setOptions] = useState<Options | null>(null)
  useEffect(() => {
    let isOld = false
    const show = (rules: unknown): void => {
      if (!isOld) setOptions(categoriesOf(readRules(rules)).map(([value, label]) => ({ value, label })))
    }
    if (typeof campaign === 'string' || typeof campaign === 'number')
      void ask<{ rules?: unknown }>(`/api/campaigns/${campaign}?depth=0`).then((answer) => {
        if (answer.ok) show(answer.value.rules)
      })
    else show(null)
    return () => {
      isOld = true
    }
  }, [campaign])
  const { field } = props
  return <SelectField {...props} field={options ? { ...field, options } : field} />
}
