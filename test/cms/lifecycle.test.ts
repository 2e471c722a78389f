import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases, openStudio, type Studio, stopServers } from './databases.ts'

afterAll(stopServers)

describe.each(databases)('honorees on %s', (kind) => {
  let studio: Studio
  beforeAll(async () => {
    studio = await openStudio(kind)
  })
  afterAll(() => studio.close())

  it('opens', async () => {
    expect(await studio.records.campaigns()).toEqual([])
    expect(await studio.records.ledgerPosition()).toBe('0.0')
  })
})
