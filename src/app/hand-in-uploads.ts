/** What arrives at `/uploads` belongs to a hand-in: who may send, what may come, and where it waits then. */
import path from 'node:path'
import PQueue from 'p-queue'
import { type HandInSender, handInSender, mayReach } from '../cms/hand-in-sender.ts'
import { runtime } from '../cms/runtime.ts'
import { baseOf } from '../domain/nominee-folders.ts'
import type { House } from '../house.ts'
import { receive } from '../pipeline/hand-in/receive.ts'
import type { Logger } from '../platform/log.ts'
import { headersOf } from './headers.ts'
import { createUploads, type Uploads } from './uploads.ts'

/** A three-minute master at 200 Mb/s is 4.5 GB; what is larger is no film of the notice. */
const maxBytes = 5_000_000_000

/** Files looked at before somebody asks, so that the verdict is there when they do; each decodes a picture or a film. */
const looksAtOnce = 1

export function openUploads(
  { payload, records, store, clock, scratch }: House,
  { mediaDir }: { readonly mediaDir: string },
  log: Logger,
): Uploads {
  const looks = new PQueue({ concurrency: looksAtOnce })
  return createUploads<HandInSender>({
    folder: path.join(mediaDir, 'uploads'),
    maxBytes,
    log,
    now: clock,
    async whose(req) {
      const headers = headersOf(req)
      const { user } = headers.get('authorization')?.startsWith('Unit ')
        ? { user: null }
        : await payload.auth({ headers })
      try {
        return await handInSender({ user, headers }, records, clock())
      } catch (error) {
        // Why a link is over, in its own sentence.
        if ((error as { status?: unknown }).status === 410) return (error as Error).message
        throw error
      }
    },
    hasRoom: (bytes) => store.hasRoom(bytes),
    async refusal(sender, { handInId }) {
      const handIn = await records.handIn(handInId)
      if (!handIn || !mayReach(sender, handIn)) return '找不到这次收件，请刷新页面后重新选择文件。'
      return null
    },
    async arrived(_sender, { id, handInId, path: below, file }) {
      const { reader, examine } = runtime().intake
      const kept = await receive(
        { handInId, id, path: below, file },
        { records, store, reader, scratch },
        clock(),
      )
      for (const { storageKey, path: each } of kept)
        void looks.add(() =>
          store
            .withLocal(storageKey, (local) => examine(local, baseOf(each)))
            // Decided on meanwhile, or to be said when somebody asks.
            .catch(() => null),
        )
    },
  })
}
