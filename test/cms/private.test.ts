/** A marker of its own in every field that is nobody's business, written as staff write, and looked for everywhere else. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import { privateFields } from '../../src/cms/private-fields.ts'
import { createDelivery } from '../../src/delivery/app.ts'
import { itemIdOf } from '../../src/domain/release.ts'
import { createLog, logTo } from '../../src/platform/log.ts'
import { databases, openStudio, type Studio } from './databases.ts'
import { sampleCampaign, sampleHonoree, sampleRelease } from './samples.ts'

const password = 'Marker-Password-9'

describe.each(databases)('private values on %s', (kind) => {
  let studio: Studio
  let admin: string
  let logFile: string
  const markers = new Set([password])
  const marker = (name: string): string => {
    const text = `marker-${name}-${markers.size}`
    markers.add(text)
    return text
  }
  const send = async (method: string, address: string, body?: unknown) => {
    const response = await studio.request(method, address, { token: admin, body })
    const answer = await response.json()
    expect(response.status, `${method} ${address} ${JSON.stringify(answer)}`).toBeLessThan(300)
    return answer
  }
  const privateGroup = () => Object.fromEntries(privateFields.map(({ name }) => [name, marker(name)]))
  const withoutMarkers = (where: string, text: string): void => {
    for (const one of markers) expect(text.includes(one), `${one} in ${where}`).toBe(false)
  }

  beforeAll(async () => {
    studio = await openStudio(kind)
    logFile = path.join(studio.folder, 'test.log')
    logTo(logFile)
    const account = { name: '管理员', email: `${marker('admin')}@staff.test`, password }
    await studio.payload.create({ collection: 'users', data: { ...account, role: 'admin' } })
    admin = (await studio.payload.login({ collection: 'users', data: account })).token ?? ''
  })
  afterAll(() => studio.close())

  it('stand in no event, no line of the log and no public answer', async () => {
    studio.payload.logger = createLog('debug')
    const campaign = await studio.records.ensureCampaign(sampleCampaign)
    const contact = () => ({ contactName: marker('contact'), contactPhone: marker('phone') })
    const unit = (await send('POST', '/api/units', { name: '甲学会', ...contact() })).doc.id
    await send('PATCH', `/api/units/${unit}`, contact())

    const words = { ...sampleHonoree, deeds: undefined, nominatedBy: undefined, consentGivenAt: undefined }
    const person = { ...words, campaign, unit, name: '李明', slug: 'li-ming', _status: 'draft' }
    const made = await send('POST', '/api/honorees?draft=true', { ...person, private: privateGroup() })
    const { id } = made.doc
    for (const draft of ['?draft=true', '?draft=true&autosave=true'])
      await send('PATCH', `/api/honorees/${id}${draft}`, { private: privateGroup() })
    const otherUnit = (await send('POST', '/api/units', { name: '乙学会' })).doc.id
    const other = (
      await send('POST', '/api/honorees?draft=true', {
        ...person,
        unit: otherUnit,
        slug: 'other',
        name: '王芳',
        private: privateGroup(),
      })
    ).doc.id
    const gone = { deletedAt: '2026-06-01T00:00:00.000Z' }
    await send('PATCH', `/api/honorees/${other}`, gone)
    await send('DELETE', `/api/honorees/${other}?trash=true`)

    const partner = { name: '甲报社', channelIds: ['douyin'], contact: marker('partner') }
    const partnerId = (await send('POST', '/api/partners', partner)).doc.id
    await send('PATCH', `/api/partners/${partnerId}`, { contact: marker('partner') })
    const { token } = await send('POST', `/api/partners/${partnerId}/token`)
    markers.add(token).add(createHash('sha256').update(token).digest('hex'))

    const account = { name: '编辑', email: `${marker('user')}@staff.test`, password, role: 'editor' }
    const user = (await send('POST', '/api/users', account)).doc.id
    await send('PATCH', `/api/users/${user}`, { email: `${marker('user')}@staff.test` })
    await send('PATCH', `/api/users/${user}`, { password: `${password}-2` })
    const data = { hash: marker('hash'), salt: marker('salt'), resetPasswordToken: marker('reset') }
    await studio.payload.db.updateOne({ collection: 'users', id: user, data })
    await send('PATCH', `/api/users/${user}`, { name: '编辑乙', role: 'reviewer' })
    // Refused with what was typed in it.
    await studio.request('POST', '/api/users', { token: admin, body: { ...account, email: marker('typed') } })
    await studio.request('POST', '/api/users/login', { body: { email: marker('typed'), password } })
    await send('DELETE', `/api/users/${user}`)
    expect(markers.size).toBeGreaterThan(30)

    const { docs } = await studio.payload.find({ collection: 'events', limit: 0 })
    expect(docs.length).toBeGreaterThan(12)
    expect(docs.flatMap(({ fields }) => fields)).toEqual(
      expect.arrayContaining(['private.idNumber', 'contactName', 'contact', 'email']),
    )
    withoutMarkers('events', JSON.stringify(docs))

    studio.payload.logger.info('the last line')
    const log = readFileSync(logFile, 'utf8')
    expect(log).toContain('the last line')
    withoutMarkers('log', log)

    await studio.records.addRelease(sampleRelease(campaign, String(id), 1))
    const [released] = await studio.records.releases()
    await publicAnswers(token, released ? itemIdOf(released) : '')
  })

  async function publicAnswers(token: string, itemId: string): Promise<void> {
    const delivery = createDelivery({
      records: studio.records,
      store: studio.store,
      channels,
      thumbnails: async () => null,
      now: () => studio.now,
      secret: 'only-for-tests-0123456789-abcdefghij',
      signedIn: async () => null,
      publicUrl: 'http://studio.test',
      log: createLog('debug'),
    })
    const ask = async (address: string, headers: Record<string, string>): Promise<string> => {
      const response = await delivery.fetch(new Request(`http://studio.test${address}`, { headers }))
      return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`
    }
    const answers: string[] = []
    const feeds = ['json', 'ninjs', 'atom'].map((format) => `/feeds/douyin.${format}`)
    for (const address of ['/feeds', ...feeds, '/healthz', `/items/${itemId}`])
      for (const headers of [{}, { authorization: `Bearer ${token}` }])
        answers.push(await ask(address, headers as Record<string, string>))
    for (const collection of studio.config.collections)
      answers.push(await (await studio.request('GET', `/api/${collection.slug}?depth=3`)).text())
    expect(answers.filter((one) => one.startsWith('200') && one.includes('李明')).length).toBe(4)
    withoutMarkers('public answers', answers.join('\n'))
    await delivery.settle()
    withoutMarkers('log', readFileSync(logFile, 'utf8'))
  }
})
