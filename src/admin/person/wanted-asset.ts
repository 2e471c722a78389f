'use client'
/** From a finished picture to where its original is framed: the tab opens, and what it shows knows which one was meant. */
import { openTab } from './open-tab.ts'

let wanted: string | null = null

export function frameAsset(id: string): void {
  wanted = id
  openTab('素材')
}

/** Once: whoever comes back to the tab later meant no picture in particular. */
export function takeWanted(): string | null {
  const id = wanted
  wanted = null
  return id
}
