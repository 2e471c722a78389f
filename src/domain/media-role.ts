/** What a file is to a reader of a release, the best first: a reader that knows of one file only takes the first it has. */
export const mediaRoles = ['film', 'poster', 'loop', 'photo', 'cover', 'portrait', 'press-kit'] as const
export type MediaRole = (typeof mediaRoles)[number]
