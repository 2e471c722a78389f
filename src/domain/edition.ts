/** Versions of a document as staff compare them. */

/** A run of a text: in both, only in the newer, only in the older. */
export interface Run {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

export interface FieldChange {
  /** `group.field`. */
  readonly path: string
  /** The form's word for it. */
  readonly label: string
  /** From the older to the newer. */
  readonly runs: readonly Run[]
}

export interface Edition {
  readonly id: string
  /** ISO 8601. */
  readonly at: string
  /** Null where it was not recorded. */
  readonly by: string | null
  readonly isPublished: boolean
  /** Labels of what differs from the version before. */
  readonly changed: readonly string[]
}

/** What a colleague saved while a form was open. */
export interface MergeReport {
  /** What to save on from now on. */
  readonly updatedAt: string
  readonly by: string
  readonly at: string
  /** Fields only the colleague changed, with their values for the form. */
  readonly taken: readonly { readonly path: string; readonly label: string; readonly value: unknown }[]
  /** Fields both changed; `runs` lead from mine to theirs. */
  readonly conflicts: readonly (FieldChange & { readonly value: unknown })[]
}

/** Somebody who is changing a document just now. */
export interface Colleague {
  readonly name: string
  /** ISO 8601, UTC. */
  readonly since: string
}
