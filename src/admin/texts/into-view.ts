import { type RefObject, useEffect, useRef } from 'react'

/** Brings what has just appeared into view; whoever is typing stays where they are. */
export function useIntoView(isThere: boolean): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const isTyping = document.activeElement?.matches('input, textarea, [contenteditable=true]')
    if (isThere && !isTyping) place.current?.scrollIntoView({ block: 'center' })
  }, [isThere])
  return place
}
