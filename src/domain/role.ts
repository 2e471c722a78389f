/** What a member of staff may be; the rights of each stand in `cms/access`. */

/** From least to most trusted, but the table names every right; nothing is inherited. */
export const roles = ['operator', 'editor', 'reviewer', 'chief', 'admin'] as const
export type Role = (typeof roles)[number]

/** A member of staff as a link names them: who was made something else since is somebody else. */
export interface StaffMember {
  readonly id: string
  readonly role: Role
}
