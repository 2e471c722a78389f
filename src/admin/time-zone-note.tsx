'use client'
/** Dates of forms and lists are Beijing's. A document's head and a list's filters have no setting in Payload: whoever sits elsewhere must know. */
import { type ReactNode, useEffect, useState } from 'react'

/** Minutes that UTC is behind Beijing. */
const beijing = -480

export function TimeZoneNote(): ReactNode {
  const [isElsewhere, setIsElsewhere] = useState(false)
  useEffect(() => setIsElsewhere(new Date().getTimezoneOffset() !== beijing), [])
  if (!isElsewhere) return null
  return (
    <p className="zm-note" role="note">
      表单和列表里的时间都是北京时间。这台电脑的时区不是北京，只有页首的“最后修改时间”“创建时间”和列表筛选里的日期仍按这台电脑的时区。
    </p>
  )
}
