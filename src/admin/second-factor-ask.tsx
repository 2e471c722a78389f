'use client'
/** One field and its button, for a password or a code of the second step. */
import { type ReactNode, useState } from 'react'

interface AskProps {
  readonly label: string
  readonly type: 'password' | 'code' | 'any'
  readonly button: string
  /** What was wrong, in a sentence. */
  readonly onSend: (typed: string) => Promise<string | null>
}

const entry = {
  password: { type: 'password', autoComplete: 'current-password' },
  code: { type: 'text', inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 7 },
  any: { type: 'text', autoComplete: 'one-time-code', maxLength: 20 },
} as const

/** Stands inside the account's form, so it is none itself: Enter must not save the account. */
export function Ask({ label, type, button, onSend }: AskProps): ReactNode {
  const [typed, setTyped] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const send = async (): Promise<void> => {
    setIsBusy(true)
    const said = await onSend(typed)
    setIsBusy(false)
    setRefusal(said)
    if (said !== null) setTyped('')
  }
  const name = `second-factor-${type}`
  return (
    <div className="zm-ask">
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        {...entry[type]}
        value={typed}
        aria-invalid={refusal !== null}
        aria-describedby={refusal === null ? undefined : `${name}-refusal`}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          void send()
        }}
      />
      <button type="button" className="zm-link-button" disabled={isBusy} onClick={() => void send()}>
        {isBusy ? '请稍候…' : button}
      </button>
      {refusal === null ? null : (
        <p id={`${name}-refusal`} className="zm-note zm-note--bad" role="alert">
          {refusal}
        </p>
      )}
    </div>
  )
}
