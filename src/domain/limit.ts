/** A figure a channel asks for, with where it comes from and how firm it is. */
export interface Limit {
  /** Stable id, e.g. `film.duration`. */
  readonly id: string
  /** In Chinese, with the figure, e.g. 时长不超过 3 分钟. */
  readonly text: string
  readonly severity: 'error' | 'warning'
  /** O the outlet's own text · T a secondary source · P an industry-common preset. */
  readonly firmness: 'O' | 'T' | 'P'
  /** Where the figure comes from, in English. */
  readonly source: string
  /** Year or date of the source. */
  readonly asOf: string
}
