/** How long the words of a person may be, in 字, and which must be there: asked by the form and by an import alike. */
import type { Honoree } from './honoree.ts'

interface WordLimit {
  readonly label: string
  readonly max: number
  readonly isRequired: boolean
}

/** What is drawn on posters: every character must be in their fonts. */
export const wordLimits = {
  name: { label: '姓名', max: 30, isRequired: true },
  workplace: { label: '工作单位', max: 60, isRequired: true },
  position: { label: '职务职称', max: 60, isRequired: true },
  motto: { label: '海报语', max: 40, isRequired: false },
  summary: { label: '事迹简介', max: 300, isRequired: true },
} as const satisfies Partial<Record<keyof Honoree, WordLimit>>

/** The form's own bound for 主要事迹: longer deeds are taken and worth a look, since each channel cuts what it needs. */
export const deedsLimit = { label: '主要事迹', max: 2000 } as const

export type LimitedWords = keyof typeof wordLimits
