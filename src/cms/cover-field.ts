/** The moment of a film its covers show (封面画面): written by hand here, or chosen in the player on the person's page. */
import type { CollectionBeforeChangeHook, NumberField, PayloadRequest } from 'payload'
import type { Asset } from '../domain/asset.ts'
import { coverMoment } from '../domain/film-cover.ts'
import type { Probe } from '../domain/probe.ts'
import { sentence } from '../domain/problem.ts'
import { areCropsJudged } from './endpoints/crops.ts'

const isFilm = (data: Partial<Record<string, unknown>> | undefined): boolean =>
  String(data?.mimeType ?? '').startsWith('video/')

const measuredOf = (data: unknown): Pick<Asset, 'fileName' | 'probe'> | null => {
  const { fileName, probe } = (data ?? {}) as { readonly fileName?: string; readonly probe?: Probe }
  return probe ? { fileName: fileName ?? '', probe } : null
}

/** A save carries what was measured; a form that is drawn anew, with the sentence beside the field, does not. */
const kept = async (id: number | string | undefined, req: PayloadRequest) =>
  id === undefined
    ? null
    : measuredOf(
        await req.payload.findByID({
          collection: 'assets',
          id: String(id),
          depth: 0,
          select: { fileName: true, probe: true },
          disableErrors: true,
          req,
        }),
      )

export const coverSeconds: NumberField = {
  name: 'coverSeconds',
  type: 'number',
  label: '封面画面（秒）',
  min: 0,
  validate: async (value, { data, id, req }) => {
    const film = measuredOf(data) ?? (await kept(id, req))
    if (!film) return true
    const moment = coverMoment(film, value)
    return moment.ok || sentence(moment.problem)
  },
  admin: {
    condition: isFilm,
    step: 0.001,
    disableBulkEdit: true,
    description:
      '视频封面取第几秒的画面，从 0 起；留空则由系统从影片中段挑一幅有代表性的。也可在人选页的“素材”里边看边选。',
  },
}

/** How another picture was framed says nothing of this one: the crops go with it, and with the choice itself the point they were cut around. Whoever frames the new picture says how. */
export const dropOldFraming: CollectionBeforeChangeHook = ({ data, originalDoc, operation, req }) => {
  const now = data.coverSeconds
  if (operation !== 'update' || now === undefined || areCropsJudged({ req })) return data
  if (now === (originalDoc?.coverSeconds ?? null)) return data
  return { ...data, crops: [], ...(now === null ? { focalX: null, focalY: null } : {}) }
}
