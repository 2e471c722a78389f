/** What a member of staff may be; the rights of each stand in `rights.ts`. */

/** From least to most trusted, but the table names every right; nothing is inherited. */
export const roles = ['operator', 'editor', 'reviewer', 'chief', 'admin'] as const
export type Role = (typeof roles)[number]

export const roleLabel: Record<Role, string> = {
  operator: '投放操作员',
  editor: '编辑',
  reviewer: '审核',
  chief: '终审',
  admin: '管理员',
}

/** What somebody signed in is, as the studio's pages know them: null for nobody of the staff. */
export const roleIn = (user: unknown): Role | null =>
  roles.find((role) => role === (user as { readonly role?: unknown } | null)?.role) ?? null

/** A member of staff as a link names them: who was made something else since is somebody else. */
export interface StaffMember {
  readonly id: string
  readonly role: Role
}
