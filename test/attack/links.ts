/** Links that open without a password: forged, altered, passed on, and kept past what they were made for. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { setupPath } from '../../src/cms/first-admin.ts'
import { hire, sessionOf } from '../cms/staff.ts'
import type { Answer } from './house.ts'
import { type AttackedHouse, identities, shownKey as key, secret } from './house.ts'

export function links(of: () => AttackedHouse): void {
  const open = (link: string, token?: string): Promise<Answer> =>
    of().ask('GET', link, token === undefined ? {} : { token })

  /** Its bytes lie there, so that only the link decides. */
  const store = async (): Promise<void> => {
    const file = path.join(of().studio.folder, key)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, Buffer.alloc(1_000))
  }

  /** As it stands in the partner's feed. */
  const partnersLink = async (): Promise<string> => {
    const { text } = await of().ask('GET', '/feeds/douyin.json', { as: 'partner' })
    const url = /https:\/\/studio\.test(\/files\/[^"]+)/.exec(text)?.[1]
    if (!url) throw new Error('no link in the feed')
    return url.replaceAll('&amp;', '&')
  }

  /** As the studio prints it, for whoever is signed in by the token. */
  const preview = async (token: string): Promise<string> => {
    const { text } = await of().ask('GET', `/api/variants/${of().ids.variants}?depth=0`, { token })
    return (JSON.parse(text) as { preview: string }).preview
  }

  it('opens a partner’s link, and none that differs in one byte', async () => {
    await store()
    const link = await partnersLink()
    expect((await open(link)).status).toBe(200)
    const altered = [...link.slice(1)].map((sign, at) => {
      const other = /[0-8a-y]/i.test(sign) ? String.fromCharCode(sign.charCodeAt(0) + 1) : 'z'
      return link.slice(0, at + 1) + other + link.slice(at + 2)
    })
    const opened: string[] = []
    for (const one of altered) if ((await open(one)).status < 400) opened.push(one)
    expect(opened).toEqual([])
  })

  it('opens none that is put together', async () => {
    const link = await partnersLink()
    const [file = '', query = ''] = link.split('?')
    const of3 = new URLSearchParams(query)
    const sig = of3.get('sig') ?? ''
    const until = of3.get('until') ?? ''
    const editor = `staff.editor.${of().userIds.get('editor')}`
    for (const put of [
      file,
      `${file}?sig=${sig}`,
      `${file}?for=trusted&until=${until}&sig=${sig}`,
      `${file}?for=${editor}&until=${until}&sig=${sig}`,
      `${file}?for=partner&until=99999999999&sig=${sig}`,
      `${file}?for=partner&until=${until}&sig=`,
      `${file}?for=partner&until=${until}&sig=${sig}&sig=${sig}`,
      `${file}?for=partner&until=${until}&sig=${sig}%00`,
      `${file}?for=partner&until=${until}&sig=${sig}=`,
      `${file}?for=partner&until=0${until}&sig=${sig}`,
      `/files/originals/x.jpg?${query}`,
      `/files/variants/../variants/sh/other.jpg?${query}`,
      `/items/x?${query}`,
      `/packs/bus-bar.zip?${query}`,
    ])
      expect((await open(put)).status, put).toBeGreaterThanOrEqual(400)
  })

  it('opens a preview for whom it was made, in the session and the role it was made in', async () => {
    const { studio, ids, ask } = of()
    await store()
    const made = { state: 'done', storageKey: key, mediaType: 'image/jpeg' }
    await studio.payload.db.updateOne({ collection: 'variants', id: ids.variants ?? '', data: made })
    const { id, token } = await hire(studio, 'passing', 'editor')
    const link = await preview(token)
    expect(link).toMatch(/^\/files\/variants\//)
    expect((await open(link, token)).status).toBe(200)
    for (const as of identities) expect((await ask('GET', link, { as })).status, as).toBe(403)
    const theirs = await preview(of().tokens.get('editor') ?? '')
    expect((await open(theirs, token)).status).toBe(403)

    expect((await ask('POST', '/api/users/logout', { token })).status).toBe(200)
    expect((await open(link, token)).status).toBe(403)
    const again = await sessionOf(studio, id)
    expect((await open(link, again)).status).toBe(200)
    await ask('PATCH', `/api/users/${id}`, { as: 'admin', body: { role: 'operator' } })
    expect((await open(link, again)).status).toBe(403)
    const demoted = await sessionOf(studio, id)
    expect((await open(link, demoted)).status).toBe(403)

    const last = await preview(demoted)
    expect((await open(last, demoted)).status).toBe(200)
    const then = studio.now
    studio.now = new Date(then.getTime() + 13 * 3_600_000)
    expect((await open(last, demoted)).status).toBe(403)
    studio.now = then
    expect((await ask('DELETE', `/api/users/${id}`, { as: 'admin' })).status).toBe(200)
    expect((await open(last, demoted)).status).toBe(403)
  })

  it('opens no setup once there is an administrator, and no token that is over', async () => {
    expect((await of().ask('GET', setupPath(secret, new Date()))).status).toBe(410)
    expect((await of().ask('GET', '/setup?code=x')).status).toBe(410)
    for (const who of ['expired', 'revoked', 'forged'] as const)
      for (const address of ['/packs/bus-bar.zip', '/packs/bus-bar/manifest.json', '/feeds/douyin.json'])
        expect([401, 403]).toContain(
          (await of().ask('GET', `${address}?token=${of().tokens.get(who)}`)).status,
        )
    // Of another channel than the token's.
    expect((await of().ask('GET', `/packs/bus-bar.zip?token=${of().tokens.get('partner')}`)).status).toBe(403)
  })

  it('opens nothing of what was withdrawn, nor past its time', async () => {
    const { studio } = of()
    const link = await partnersLink()
    const then = studio.now
    studio.now = new Date(then.getTime() + 15 * 24 * 3_600_000)
    expect((await open(link)).status).toBe(403)
    studio.now = then
    expect((await open(link)).status).toBe(200)
    const body = { release: of().ids.releases, reason: '本人要求' }
    expect((await of().ask('POST', '/api/withdrawals', { as: 'chief', body })).status).toBe(201)
    await of().refresh()
    expect((await open(link)).status).toBe(410)
  })
}
