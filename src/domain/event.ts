/**
 * Who did what to which document, when and from where (留痕): appended, never changed. Values enter by allow-list
 * alone; of everything else only the name of the field is told, so nothing private can stand in it.
 */
import { numberRuleNames, papers } from './campaign-rules.ts'
import { canonical } from './canonical.ts'
import { paperField } from './rules-form.ts'

/** Every kind there is, with the words staff read. */
export const eventLabel = {
  created: '新建',
  changed: '修改',
  published: '定稿',
  unpublished: '退回草稿',
  trashed: '移入回收站',
  restored: '从回收站恢复',
  deleted: '彻底删除',
  released: '发布',
  corrected: '更正',
  withdrawn: '撤回',
  'consent-given': '登记同意',
  'consent-withdrawn': '撤回同意',
  waived: '放宽规定',
  imported: '导入材料',
  'refusal-replaced': '替换退回的材料',
  'finding-dismissed': '不再提示用语',
  'finding-restored': '恢复用语提示',
  retried: '重试成品',
  'token-issued': '生成令牌',
  'token-changed': '更改令牌期限',
  'link-issued': '生成交件链接',
  'link-reopened': '延长交件时间',
  'link-revoked': '作废交件链接',
  'signed-in': '登录',
  'sign-in-refused': '登录未成功',
  'password-changed': '更改密码',
  'role-changed': '更改角色',
  'second-factor-on': '开启二次验证',
  'second-factor-off': '关闭二次验证',
  'second-factor-reset': '重置二次验证',
  'admin-set-up': '设立管理员',
  invited: '发出邀请链接',
  'demo-removal-asked': '要求删除演示数据',
  'demo-removed': '删除演示数据',
} as const

export type EventKind = keyof typeof eventLabel
export const eventKinds = Object.keys(eventLabel) as readonly EventKind[]

export interface Actor {
  readonly kind: 'user' | 'partner' | 'unit' | 'system'
  /** Null for the system and for strangers. */
  readonly id: string | null
  /** As it was then; shown when the account is long gone. */
  readonly name: string
}

/** The system by itself: reconcile, import from the command line, setup. */
export const systemActor: Actor = { kind: 'system', id: null, name: '系统' }

export interface Subject {
  readonly collection: string
  readonly id: string
  /** As it was then, e.g. a person's name; never a private value. */
  readonly title: string
}

/** JSON values of allow-listed fields. */
export type Facts = Readonly<Record<string, unknown>>

export interface Event {
  readonly id: string
  readonly kind: EventKind
  readonly actor: Actor
  readonly subject: Subject
  readonly at: Date
  /** Where the request came from; null for what no request asked for. */
  readonly address: string | null
  /** Fields that changed, private ones by name only. */
  readonly fields: readonly string[]
  readonly before: Facts
  readonly after: Facts
  /** A reason somebody gave, or ''. */
  readonly note: string
}

/** A release was taken back, whoever did it; `title` is whom it showed. */
export const withdrawalTold = (
  {
    id,
    channelId,
    version,
  }: { readonly id: string; readonly channelId: string; readonly version?: number | null },
  title: string,
  note: string,
): Pick<Event, 'kind' | 'subject' | 'after' | 'note'> => ({
  kind: 'withdrawn',
  subject: { collection: 'releases', id, title },
  after: { channelId, version },
  note,
})

/** A release is taken back once: whoever tells of it, and however often, it is one event. */
export const withdrawalKey = (releaseId: string): string => `withdrawn ${releaseId}`

const ruleFields: readonly string[] = ['categories', ...numberRuleNames, ...papers.map(paperField)].map(
  (name) => `rules.${name}`,
)

/** What may be told of a change, per collection: values of these fields and of no other. */
const tellable: Readonly<Record<string, readonly string[]>> = {
  campaigns: ['title', 'year', 'organisers', 'submissionsUntil', 'unusedChannels', ...ruleFields],
  units: ['name'],
  honorees: [
    'name',
    'workplace',
    'position',
    'field',
    'category',
    'motto',
    'summary',
    'slug',
    'campaign',
    'unit',
    'consent.givenAt',
    'consent.withdrawnAt',
    'declarations.isNotMilitary',
    'declarations.isNotCivilServant',
    'declarations.isNotSeniorLeader',
    'declarations.hasNoSecrets',
  ],
  assets: [
    'honoree',
    'role',
    'caption',
    'credit',
    'order',
    'isAiMade',
    'fileName',
    'sha256',
    'focalX',
    'focalY',
    'coverSeconds',
    'waiver.reason',
    'waiver.by',
    'waiver.rules',
  ],
  releases: ['honoree', 'channelId', 'validFrom', 'validUntil', 'embargoedUntil', 'version'],
  screens: ['name', 'slug', 'channelId', 'place', 'width', 'height', 'stillSeconds', 'maxBytes', 'playsFilm'],
  partners: ['name', 'channelIds', 'isTrustedWithEmbargo', 'tokenPrefix', 'tokenExpiresAt', 'tokenRevokedAt'],
  users: ['name', 'role'],
}

/** Of every document and no news to anybody, or too technical to be one. */
const untold: ReadonlySet<string> = new Set([
  'id',
  'createdAt',
  'updatedAt',
  'savedBy',
  '_status',
  'deletedAt',
  'sessions',
  'hash',
  'salt',
  'resetPasswordToken',
  'resetPasswordExpiration',
  'loginAttempts',
  'lockUntil',
  'tokenHash',
  'inviteHash',
  'inviteUntil',
  'tokenLastUsedAt',
  'snapshot',
  'probe',
  'storageKey',
  'url',
  'thumbnailURL',
  'status',
  'label',
  'isDemo',
  'removal',
  'itemId',
])

/** The difference of two documents of a collection; both may be null (made, gone). Join fields are left out by the caller. */
export function changesOf(
  collection: string,
  before: Facts | null,
  after: Facts | null,
): Pick<Event, 'fields' | 'before' | 'after'> {
  const [old, now] = [flat(before), flat(after)]
  const fields = [...new Set([...old.keys(), ...now.keys()])].filter(
    (name) => !untold.has(name.split('.')[0] ?? name) && plain(old.get(name)) !== plain(now.get(name)),
  )
  const allowed = fields.filter((name) => tellable[collection]?.includes(name))
  const pick = (values: ReadonlyMap<string, unknown>): Facts =>
    Object.fromEntries(
      allowed.flatMap((name) => (values.has(name) ? [[name, values.get(name) ?? null]] : [])),
    )
  return { fields, before: pick(old), after: pick(now) }
}

/** Absent, null and '' are one thing to whoever fills in a form. */
const plain = (value: unknown): string => {
  if (value === undefined || value === null || value === '' || value === false) return ''
  // What could not be read of the row before: no value, and putting it right is a change.
  if (typeof value === 'number' && !Number.isFinite(value)) return 'unreadable'
  return canonical(value instanceof Date ? value.toISOString() : value)
}

/** Groups one level deep as `group.field`; relations as the id they name. */
function flat(document: Facts | null): Map<string, unknown> {
  const found = new Map<string, unknown>()
  for (const [name, value] of Object.entries(document ?? {})) {
    if (isRelation(value)) found.set(name, value.id)
    else if (isGroup(value))
      for (const [part, inner] of Object.entries(value)) found.set(`${name}.${part}`, inner)
    else found.set(name, value)
  }
  return found
}

const isObject = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
const isRelation = (value: unknown): value is { id: string } & Facts =>
  isObject(value) && (typeof value.id === 'string' || typeof value.id === 'number')
/** Rich text is one value, whose root is its own affair. */
const isGroup = (value: unknown): value is Facts => isObject(value) && !('root' in value)
