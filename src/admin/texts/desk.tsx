'use client'
/** Over a person's form: checks its words, keeps them while they are not saved, and meets a colleague's save. */
import { useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { type ReactNode, useEffect, useState } from 'react'
import type { WordReport } from '../../domain/word-check/report.ts'
import { send } from '../ask.ts'
import { Collision } from './collision.tsx'
import { KeptWords } from './kept-words.tsx'
import { formName, onAskAgain, tellReport } from './report-store.ts'
import './texts.css'

const asked = ['name', 'workplace', 'position', 'field', 'motto', 'summary', 'deeds', 'unit', 'campaign']
const pauseMs = 300

export function TextsDesk(): ReactNode {
  const { hasSavePermission, isTrashed } = useDocumentInfo()
  if (!hasSavePermission || isTrashed) return null
  return (
    <div className="zm-desk">
      <WordCheck />
      <KeptWords />
      <Collision />
    </div>
  )
}

/** Asks when the words have changed and the typing pauses; what was last known stands meanwhile. */
function WordCheck(): ReactNode {
  const { id } = useDocumentInfo()
  const form = formName(id)
  const words = useFormFields(([fields]) =>
    JSON.stringify(Object.fromEntries(asked.map((name) => [name, fields[name]?.value ?? null]))),
  )
  const [again, setAgain] = useState(0)
  useEffect(() => onAskAgain(form, () => setAgain((times) => times + 1)), [form])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` asks anew for the same words.
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      const answer = await send<WordReport>(
        '/api/honorees/words',
        { ...JSON.parse(words), id: id === undefined ? '' : String(id) },
        {
          signal: stop.signal,
        },
      )
      if (!stop.signal.aborted && answer.ok) tellReport(form, answer.value)
    }, pauseMs)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [words, form, id, again])
  return null
}
