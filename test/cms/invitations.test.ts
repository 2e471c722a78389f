/** The way to a first password: what ends it, and that nobody's death in the middle leaves an account nobody can enter. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptInvitation, invitedBy } from '../../src/cms/invitation.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { signIn } from './staff.ts'

const chosen = 'Long-enough-1'

describe.each(databases)('an invitation on %s', (kind) => {
  let studio: Studio
  let admin: string

  beforeAll(async () => {
    studio = await openStudio(kind)
    admin = await signIn(studio, 'admin')
  })
  afterAll(() => studio.close())

  const send = async (method: string, path: string, body?: unknown) => {
    const response = await studio.request(method, `/api/users${path}`, { token: admin, body })
    return { status: response.status, json: await response.json() }
  }
  const invite = (name: string) =>
    send('POST', '/invite', { name, email: `${name}@staff.test`, role: 'editor' })
  const stateOf = async (name: string): Promise<string | undefined> =>
    (await send('GET', '/colleagues')).json.colleagues.find((one: { name: string }) => one.name === name)
      ?.state
  const codeOf = (path: string): string => new URL(path, 'http://x').searchParams.get('code') ?? ''
  const accept = async (path: string): Promise<boolean> => {
    const user = await invitedBy(studio.payload, codeOf(path))
    return (
      user !== null &&
      acceptInvitation(studio.payload, user, chosen, { now: studio.now, address: '192.0.2.1' })
    )
  }
  const mayEnter = (name: string): Promise<boolean> =>
    studio.payload
      .login({ collection: 'users', data: { email: `${name}@staff.test`, password: chosen } })
      .then(
        () => true,
        () => false,
      )

  /** Carries out the first `lived` changes of accounts that `work` writes; whether it died of the next. */
  async function dying(lived: number, work: () => Promise<unknown>): Promise<boolean> {
    const { db } = studio.payload
    const { updateOne } = db
    let writes = 0
    db.updateOne = function (this: typeof db, args: Parameters<typeof updateOne>[0]) {
      if (args.collection === 'users' && ++writes > lived) throw new Error('killed')
      return updateOne.call(this, args)
    } as typeof updateOne
    await work().catch(() => null)
    db.updateOne = updateOne
    return writes > lived
  }

  it('is over once an administrator has set the password by hand, and by nothing less', async () => {
    const { json } = await invite('lisi')
    expect((await send('PATCH', `/${json.id}`, { noticeMail: 'daily' })).status).toBe(200)
    expect(await stateOf('lisi')).toBe('invited')
    expect((await send('PATCH', `/${json.id}`, { password: 'Typed-By-Hand-1' })).status).toBe(200)
    expect(await stateOf('lisi')).toBe('set')
    expect(await accept(json.path)).toBe(false)
    expect(await mayEnter('lisi')).toBe(false)
    expect((await send('POST', `/${json.id}/invite`, {})).status).toBe(409)
  })

  it('stands in the account from its first write', async () => {
    let lived = 0
    while (await dying(lived, () => invite(`new${lived}`))) {
      expect(await stateOf(`new${lived}`)).toBe('invited')
      lived += 1
    }
    expect(await stateOf(`new${lived}`)).toBe('invited')
  })

  it('is used or open anew, after whichever write its owner’s request died', async () => {
    for (let lived = 0, isAlive = false; !isAlive; lived++) {
      const name = `owner${lived}`
      const { json } = await invite(name)
      isAlive = !(await dying(lived, () => accept(json.path)))
      const isIn = await mayEnter(name)
      expect((await stateOf(name)) === 'set', `${lived} writes`).toBe(isIn)
      const again = await send('POST', `/${json.id}/invite`, {})
      expect(again.status, `${lived} writes`).toBe(isIn ? 409 : 200)
      if (isIn) continue
      expect(isAlive).toBe(false)
      expect(await accept(again.json.path)).toBe(true)
      expect(await mayEnter(name)).toBe(true)
    }
  })
})
