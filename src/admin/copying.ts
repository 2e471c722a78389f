'use client'
import { useState } from 'react'

interface Copying {
  /** What came of it, to be read out; '' before. */
  readonly said: string
  copy(): Promise<void>
}

/** Puts a text on the clipboard; `done` says so. */
export function useCopying(text: string, done = '已复制'): Copying {
  const [said, setSaid] = useState('')
  return {
    said,
    async copy() {
      try {
        await navigator.clipboard.writeText(text)
        setSaid(done)
      } catch {
        // Browsers allow it on HTTPS and localhost alone.
        setSaid('浏览器不允许自动复制，请选中后手动复制。')
      }
    },
  }
}
