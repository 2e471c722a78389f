'use client'
/** Says what changed rules do to the people recorded, and lets somebody say that it is meant. */
import { CheckboxInput, useDocumentInfo, useField, useFormFields } from '@payloadcms/ui'
import { type ReactNode, useEffect, useState } from 'react'
import type { RulesChange } from '../domain/rules-change.ts'
import { send } from './ask.ts'

const settleMs = 400
const prefix = 'rules.'

export function ConfirmRules(): ReactNode {
  const { id } = useDocumentInfo()
  const { value, setValue } = useField<boolean | null>({ path: 'confirmRules' })
  // As text, so that it is the same while nothing is typed.
  const typed = useFormFields(([fields]) => {
    const rules = Object.entries(fields).filter(([name]) => name.startsWith(prefix))
    const isChanged = rules.some(([, field]) => field.value !== field.initialValue)
    return isChanged
      ? JSON.stringify(
          Object.fromEntries(rules.map(([name, field]) => [name.slice(prefix.length), field.value])),
        )
      : null
  })
  const [change, setChange] = useState<RulesChange | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    setChange(null)
    // Who meant other figures did not mean these; the form itself is not changed by that.
    setValue(false, true)
    if (typed === null || id === undefined) return
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      const rules: unknown = JSON.parse(typed)
      const answer = await send<RulesChange>(`/api/campaigns/${id}/rules-change`, { rules }, stop)
      if (stop.signal.aborted) return
      setChange(answer.ok ? answer.value : null)
      setFailure(answer.ok ? null : answer.sentence)
    }, settleMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [typed, id, setValue])

  if (id === undefined || typed === null) return null
  return (
    <div className="zm-panel" role="status">
      {failure ? <p className="zm-note zm-note--bad">{failure}</p> : null}
      {change ? (
        <>
          <p>{change.sentences.length > 0 ? '保存后规则会这样改变：' : '规则与保存的相同。'}</p>
          <ul>
            {change.sentences.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <p className="zm-quiet">已经发布的内容不会因此改变；要用新的规则，须由终审逐项“更正”。</p>
        </>
      ) : failure ? null : (
        <p className="zm-quiet">正在核对这样改对人选的影响…</p>
      )}
      {/* Who cannot be told what changes may still say that it is meant. */}
      {failure || change?.isFelt ? (
        <CheckboxInput
          checked={value === true}
          id="confirm-rules"
          label="确认规则的改动"
          name="confirmRules"
          onToggle={(event) => setValue(event.target.checked)}
        />
      ) : null}
    </div>
  )
}
