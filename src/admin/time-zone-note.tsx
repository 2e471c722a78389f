'use client'
/** Payload's forms show times by the computer's own clock, and offer no setting: whoever sits elsewhere must know. */
import { type ReactNode, useEffect, useState } from 'react'

/** Minutes that UTC is behind Beijing. */
const beijing = -480

export function TimeZoneNote(): ReactNode {
  const [isElsewhere, setIsElsewhere] = useState(false)
  useEffect(() => setIsElsewhere(new Date().getTimezoneOffset() !== beijing), [])
  if (!isElsewhere) return null
  return (
    <p className="zm-note zm-note--bad" role="note">
      这台电脑的时区不是北京时间：表单里的日期和时间会按这台电脑的时区显示和填写。请先在系统设置中把时区改为“北京”，再填写时间。
    </p>
  )
}
