/** Refusals of Payload's own interface, as the studio's pages and programs meet them. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AttackedHouse, openAttackedHouse } from '../attack/house.ts'

let house: AttackedHouse
beforeAll(async () => {
  house = await openAttackedHouse('SQLite')
})
afterAll(() => house.close())

it('tells in Chinese what failed of several, and still which were changed', async () => {
  const { payload } = house.studio
  const create = async (name: string) => (await payload.create({ collection: 'units', data: { name } })).id
  const [free, held] = [await create('Free Institute'), await create('Held Institute')]
  const data = {
    document: { relationTo: 'units', value: held },
    user: { relationTo: 'users', value: house.userIds.get('editor') ?? '' },
  } as const
  await payload.create({ collection: 'payload-locked-documents', data })
  const { status, text } = await house.ask('PATCH', `/api/units?where[id][in]=${free},${held}`, {
    as: 'admin',
    body: { contactName: '王五' },
    headers: { 'accept-language': 'en' },
  })
  expect(status, text).toBe(400)
  const { docs, errors, message } = JSON.parse(text) as {
    docs: { id: string; contactName: string }[]
    errors: { id: string; message: string }[]
    message: string
  }
  expect(docs).toMatchObject([{ id: free, contactName: '王五' }])
  expect(errors).toMatchObject([{ id: held }])
  for (const said of [message, ...errors.map((one) => one.message)]) expect(said).toMatch(/\p{Script=Han}/u)
})
