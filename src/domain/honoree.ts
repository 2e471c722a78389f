/** The person shown (人选 / 最美科技工作者), with only what may be made public. Private fields live in cms alone. */
import type { Category } from './category.ts'
import type { Declaration } from './eligibility.ts'
import type { Result } from './result.ts'

/** A paragraph of the deeds; everything a serializer needs and nothing of the editor's own format. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }

export interface Honoree {
  readonly id: string
  readonly campaignId: string
  /** ASCII, unique within the campaign; used in public addresses and file names. */
  readonly slug: string
  readonly name: string
  /** 推荐单位. */
  readonly nominatedBy: string
  /** 工作单位. */
  readonly workplace: string
  /** 职务职称. */
  readonly position: string
  /** 研究领域. */
  readonly field: string
  readonly category: Category
  /** One line for posters, e.g. 让每一粒种子都有名字; may be empty. */
  readonly motto: string
  /** 事迹简介, as long as the campaign's rules allow. */
  readonly summary: string
  /** 主要事迹. */
  readonly deeds: readonly Block[]
  /** Consent to disclosure (PIPL Art. 25); null when none is recorded or when withdrawn. */
  readonly consentGivenAt: Date | null
  /** When it was taken back, where it was and was not given anew; else null. */
  readonly consentWithdrawnAt: Date | null
  /** `published`: these very words stand published. Only the records may say so. */
  readonly edition: 'draft' | 'published'
}

/** What is said of somebody so far, too little to judge it all by: the class may still be asked, an address be made. */
export type Facts = Omit<Honoree, 'id' | 'campaignId' | 'slug' | 'category'> & {
  readonly category: Category | null
}

/** Somebody just handed in: the class may still be asked. */
export type NewHonoree = Omit<Honoree, 'id' | 'edition' | 'category'> & {
  readonly category: Category | null
  /** Invented by the demo, and removed with it. */
  readonly isDemo?: boolean
}

/** What a release may be frozen from: a draft cannot be passed for it. */
export type PublishedHonoree = Honoree & { readonly edition: 'published' }

/** What is recorded of one person: the words as they stand now, and those published last. */
export interface Editions {
  readonly id: string
  /** As the newest edition says; null while none is chosen. */
  readonly campaignId: string | null
  /** For staff, as far as they can be read. */
  readonly name: string
  readonly nominatedBy: string
  /** Equal to `published` where nothing was changed since; refused while it cannot be read or does not say yet who it is about. */
  readonly newest: Result<Honoree>
  readonly published: Result<PublishedHonoree>
  /** What the newest edition says, however unfinished; null where it cannot be read. */
  readonly facts: Facts | null
  /** A consent that was recorded is taken back; also told of editions that cannot be read. */
  readonly isWithdrawn: boolean
  /** What nobody has declared yet, as the newest edition says: facts about the person, whatever the words. */
  readonly undeclared: readonly Declaration[]
}
