/** `/packs/SCREEN.zip` and `/packs/SCREEN/FILE`: a screen's pack, whole or file by file. */
import type { Hono } from 'hono'
import type { Standing } from '../../domain/ledger.ts'
import { withdrawalOfFile } from '../../domain/pack.ts'
import { manifestName } from '../../domain/pack-files.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Screen } from '../../domain/screen.ts'
import { answerBytes } from '../bytes.ts'
import { opens } from '../door.ts'
import type { PackedPack } from '../packs.ts'
import { problemResponse, type Refusal } from '../problem-response.ts'
import { type Delivered, type Env, enter, route, type Visit } from './route.ts'

interface Found {
  readonly packed: PackedPack
  readonly screen: Screen
  readonly standings: readonly Standing[]
  readonly at: Date
}

export function packRoutes(app: Hono<Env>, delivered: Delivered): void {
  const { channels, shelf, door, receiptLog, packs, now } = delivered

  /** The pack of a screen whose channel the token opens. */
  const packOf = async (context: Visit, slug: string): Promise<Result<Found, Refusal>> => {
    const catalogue = await shelf.current()
    const screen = catalogue.screens.find((one) => one.slug === slug)
    const channel = screen && channels.find(({ id }) => id === screen.channelId)
    if (!screen || !channel) return refuse({ kind: 'screen-unknown' })
    if (!opens(context.get('partner'), channel))
      return refuse({ kind: 'channel-closed', label: channel.label })
    const at = now()
    const packed = packs.packed(catalogue, screen, channel, at)
    const standings = catalogue.standingsOf.get(channel.id) ?? []
    return (await packs.isComplete(packed))
      ? ok({ packed, screen, standings, at })
      : refuse({ kind: 'bytes-missing' })
  }

  route(app, 'GET', '/packs/:name', ['token'], enter(door), async (context) => {
    const slug = /^(.+)\.zip$/.exec(context.req.param('name') ?? '')?.[1]
    const found = await packOf(context, slug ?? '')
    if (!found.ok) return problemResponse(found.problem)
    const { packed, screen, at } = found.value
    const partner = context.get('partner')
    const fact = { releaseId: null, packVersion: packed.pack.version, screenId: screen.id }
    const noteFetched = (): void => receiptLog.noteFetched(partner, packed, () => [{ ...fact, at: now() }])
    return await answerBytes(context.req.raw, packs.zip(packed, at, noteFetched))
  })

  route(app, 'GET', '/packs/:screen/:file', ['token'], enter(door), async (context) => {
    const found = await packOf(context, context.req.param('screen') ?? '')
    if (!found.ok) return problemResponse(found.problem)
    const { packed, screen, standings, at } = found.value
    const name = context.req.param('file') ?? ''
    const file = packs.file(packed, name, at)
    if (name === manifestName)
      receiptLog.noteListed(context.get('partner'), {
        releaseId: null,
        packVersion: packed.pack.version,
        screenId: screen.id,
      })
    if (file) return await answerBytes(context.req.raw, file)
    const withdrawal = withdrawalOfFile(name, standings, at)
    return problemResponse(
      withdrawal
        ? { kind: 'file-withdrawn', at: withdrawal.at, reason: withdrawal.reason }
        : { kind: 'pack-file-unknown' },
    )
  })
}
