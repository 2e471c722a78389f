/** The addresses of a person's page: which tab it opens, and the way back to the board as it was left. */
import { expect, it } from 'vitest'
import { personAddress, personPath, tabIn, wayBack } from '../../src/admin/person/address.ts'
import { honorees } from '../../src/cms/collections/honorees.ts'

const board = new URLSearchParams({ campaign: 'c1', unit: '沈阳&学会', open: '1', evil: 'x' })

it('names the tab behind #, and keeps of the board what the board asks for', () => {
  const address = new URL(personAddress('p1', board, '同意与声明'), 'http://studio.test')
  expect(address.pathname).toBe(personPath('p1'))
  expect(tabIn(address.hash)).toBe('同意与声明')
  const back = new URL(wayBack(address.searchParams), 'http://studio.test')
  expect([back.pathname, Object.fromEntries(back.searchParams)]).toEqual([
    '/admin/board',
    { unit: '沈阳&学会', open: '1', campaign: 'c1' },
  ])
})

it('leads to the whole board from a page that was not reached from it', () => {
  expect(wayBack(new URLSearchParams())).toBe('/admin/board')
  expect(personAddress('p1', new URLSearchParams())).toBe(personPath('p1'))
})

it('opens no tab by an address that names none', () => {
  expect(['', '#', '#%E4%B'].map(tabIn)).toEqual([null, null, null])
})

it('knows no tab that the page has not', () => {
  const tabs = honorees.fields.flatMap((field) => (field.type === 'tabs' ? field.tabs : []))
  const labels = tabs.map(({ label }) => label)
  for (const tab of ['人物与事迹', '同意与声明'] as const)
    expect(labels).toContain(tabIn(new URL(personAddress('p1', board, tab), 'http://a').hash))
})
