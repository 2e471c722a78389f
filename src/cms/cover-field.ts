/** The moment of a film its covers show (封面画面): written by hand here, or chosen in the player on the person's page. */
import type { NumberField } from 'payload'
import { coverMoment } from '../domain/film-cover.ts'
import type { Probe } from '../domain/probe.ts'
import { sentence } from '../domain/problem.ts'

const isFilm = (data: Partial<Record<string, unknown>> | undefined): boolean =>
  String(data?.mimeType ?? '').startsWith('video/')

export const coverSeconds: NumberField = {
  name: 'coverSeconds',
  type: 'number',
  label: '封面画面（秒）',
  min: 0,
  validate: (value, { data }) => {
    const { fileName, probe } = data as { readonly fileName?: string; readonly probe?: Probe }
    // A form that is only being drawn does not carry what was measured; a save does.
    if (!probe) return true
    const moment = coverMoment({ fileName: fileName ?? '', probe }, value)
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
