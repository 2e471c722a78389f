/** Where on a person's page something is mended. Payload has no address for a tab, so its label stands behind the `#`. */
import { readQuery, writeQuery } from '../../domain/board-view.ts'

/** Labels of tabs on the page (`cms/collections/honorees`). */
export type PersonTab = '人物与事迹' | '同意与声明'

export const personPath = (id: string): string => `/admin/collections/honorees/${id}`

/** A new release, its person and, where one is meant, its channel chosen already. */
export const newReleasePath = (honoree: string, channel?: string): string =>
  `/admin/collections/releases/create?${new URLSearchParams({ honoree, ...(channel ? { channel } : {}) })}`

/** What the board's own address says of it: the campaign and what is asked for; nothing else passes. */
function boardQuery(address: URLSearchParams): string {
  const known = new URLSearchParams(writeQuery(readQuery((name) => address.get(name))))
  const campaign = address.get('campaign')
  if (campaign) known.set('campaign', campaign)
  return known.toString()
}

/** From the board, whose address the page keeps for the way back. */
export function personAddress(id: string, board: URLSearchParams, tab?: PersonTab): string {
  const query = boardQuery(board)
  const back = query === '' ? '' : `?${new URLSearchParams({ board: query })}`
  return `${personPath(id)}${back}${tab ? `#${encodeURIComponent(tab)}` : ''}`
}

/** The board as it was left. `page` is the address of a person's page. */
export function wayBack(page: URLSearchParams): string {
  const query = boardQuery(new URLSearchParams(page.get('board') ?? ''))
  return query === '' ? '/admin/board' : `/admin/board?${query}`
}

/** Null for an address without a tab, or with one that is no text. */
export function tabIn(hash: string): string | null {
  try {
    return decodeURIComponent(hash.replace(/^#/, '')) || null
  } catch {
    return null
  }
}
