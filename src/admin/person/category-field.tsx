'use client'
/** The class of a person, in the words of the campaign the form names. */
import { SelectField, useFormFields } from '@payloadcms/ui'
import type { SelectFieldClientComponent } from 'payload'
import { useEffect, useState } from 'react'
import { type Classes, classesIn, classesOf } from './classes.ts'

export const CategoryField: SelectFieldClientComponent = (props) => {
  const campaign = useFormFields(([fields]) => fields.campaign?.value)
  const [options, setOptions] = useState<Classes | null>(null)
  useEffect(() => {
    let isOld = false
    const show = (classes: Classes | null): void => {
      if (!isOld && classes) setOptions(classes)
    }
    if (typeof campaign === 'string' || typeof campaign === 'number')
      void classesOf(String(campaign)).then(show)
    else show(classesIn(null))
    return () => {
      isOld = true
    }
  }, [campaign])
  const { field } = props
  return <SelectField {...props} field={options ? { ...field, options } : field} />
}
