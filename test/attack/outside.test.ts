/** One house behind an https address, and everybody who tries it from outside; what is tried stands in the tables beside. */
import { afterAll, beforeAll, describe } from 'vitest'
import { databases } from '../cms/databases.ts'
import { answers } from './answers.ts'
import { crossSite } from './cross-site.ts'
import { escalation } from './escalation.ts'
import { type AttackedHouse, openAttackedHouse } from './house.ts'
import { links } from './links.ts'

const publicUrl = 'https://studio.test'

describe.each(databases.slice(0, 1))('the house on %s', (kind) => {
  let house: AttackedHouse
  beforeAll(async () => {
    house = await openAttackedHouse(kind, publicUrl)
  })
  afterAll(() => house.close())

  describe('refuses in one Chinese sentence', () => answers(() => house))
  describe('raises nobody', () => escalation(() => house))
  describe('is not moved by other pages', () => crossSite(() => house))
  describe('opens by its own links alone', () => links(() => house))
})
