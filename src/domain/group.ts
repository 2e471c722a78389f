/** Variants that share one decode (同组): one process makes them all, so they are queued and made together. */

export interface Group {
  readonly kind: 'image' | 'film' | 'poster' | 'press-kit'
  /** What is decoded: the asset's id, or the honoree's where several assets are, with the words where they are drawn. */
  readonly subject: string
}

/** A name for logs and queues. One way: nothing takes it apart again. */
export const groupId = ({ kind, subject }: Group): string => `${kind}:${subject}`

/** Stills of everybody come before films, and columns' small files before posters: lower priority numbers run first. */
export const queueOf: Readonly<
  Record<Group['kind'], { readonly lane: 'still' | 'film'; readonly priority: number }>
> = {
  image: { lane: 'still', priority: 0 },
  poster: { lane: 'still', priority: 1 },
  'press-kit': { lane: 'still', priority: 1 },
  film: { lane: 'film', priority: 1 },
}
