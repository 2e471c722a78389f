/** What a release's page says of one version, and what whoever looks may do with it. */

export interface ReleaseStanding {
  /** The version that superseded this one. */
  readonly newest: { readonly id: string; readonly version: number } | null
  readonly withdrawal: {
    /** ISO 8601, UTC; null where it cannot be read. */
    readonly at: string | null
    /** Null where nobody recorded it. */
    readonly actor: string | null
    /** Public. */
    readonly reason: string
    /** For staff, beside the public reason; or ''. */
    readonly note: string
  } | null
  /** Null where it cannot be asked: superseded, withdrawn, or not this person's to do. */
  readonly correction: Correction | null
  readonly mayWithdraw: boolean
  readonly mayRelease: boolean
}

/** What would change, or why nothing can be corrected now. */
export interface Correction {
  readonly isPossible: boolean
  readonly sentence: string
}
