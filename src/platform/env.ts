/** The one place that reads the environment: every variable is checked at boot and explained in `.env.example`. */
import os from 'node:os'
import path from 'node:path'
import { config } from 'dotenv'
import { localSecret } from './secret.ts'

export type Role = 'studio' | 'delivery' | 'worker'

export interface Env {
  readonly isProduction: boolean
  /** What this process does; all three by default. */
  readonly roles: ReadonlySet<Role>
  readonly host: string
  readonly port: number
  /** Without a trailing slash; enters feeds, links and the studio's origin checks. */
  readonly publicUrl: string
  /** Proxies of ours in front; so many last entries of X-Forwarded-For are believed. */
  readonly trustedProxies: number
  /** `file:…` (SQLite) or `mongodb://…`. */
  readonly databaseUrl: string
  readonly database: 'sqlite' | 'mongodb'
  /** How long a write waits while another process holds SQLite's lock. */
  readonly databaseWaitSeconds: number
  readonly store: 'folder'
  readonly queue: 'process'
  /** Whether this process has database and store for itself: only then may it clear what a killed one left. */
  readonly processes: 'one' | 'many'
  readonly payloadSecret: string
  /** Absolute folder of the embedded store. */
  readonly mediaDir: string
  readonly ffmpegPath: string | null
  readonly ffprobePath: string | null
  /** The npm fallback builds are old: in production they parse strangers' uploads only when told to. */
  readonly allowsBundledFfmpeg: boolean
  /** Films rendered at once; each takes up to 2 GB. */
  readonly filmSlots: number
  /** Photographs and posters rendered at once. */
  readonly stillSlots: number
  /** How long requests under way may take when the process is told to stop. */
  readonly graceSeconds: number
  /** Null: no mail is sent. The address may hold a password. */
  readonly smtp: { readonly url: string; readonly from: string } | null
}

/** A refused environment: the message is one Chinese sentence a line, to be printed as it is. */
export class EnvironmentRefused extends Error {
  override readonly name = 'EnvironmentRefused'
}

const weakSecrets = ['changeme', 'secret', 'password', 'please-change', '请改成']

function whole(
  raw: string | undefined,
  name: string,
  fallback: number,
  min: number,
  max: number,
  refusals: string[],
): number {
  if (raw === undefined || raw === '') return fallback
  const value = Number(raw)
  if (Number.isInteger(value) && value >= min && value <= max) return value
  refusals.push(`环境变量 ${name} 的值是“${raw}”，应为 ${min} 至 ${max} 的整数，请改正后再启动。`)
  return fallback
}

/** `choices` says of each value what it means; the first is the default. */
function choice<T extends string>(
  raw: string | undefined,
  name: string,
  choices: Readonly<Record<T, string>>,
  refusals: string[],
): T {
  const values = Object.keys(choices) as [T, ...T[]]
  const known = values.find((value) => value === (raw || values[0]))
  if (known !== undefined) return known
  const said = values.map((value) => `${value}（${choices[value]}）`).join('或 ')
  refusals.push(`环境变量 ${name} 的值是“${raw}”，只能是 ${said}，请改正后再启动。`)
  return values[0]
}

/**
 * Reads and checks the variables. Throws `EnvironmentRefused` naming every one that is wrong. Outside production a
 * missing secret is made once and kept in the media folder.
 */
export function readEnv(variables: Readonly<Record<string, string | undefined>>, root: string): Env {
  const refusals: string[] = []
  // The demo runs production builds for one person on one machine, where nobody has set a secret.
  const isProduction = variables.NODE_ENV === 'production' && variables.ZUIMEI_DEMO !== '1'
  const mediaDir = path.resolve(root, variables.MEDIA_DIR || 'media')
  const port = whole(variables.PORT, 'PORT', 3000, 1, 65_535, refusals)

  const publicUrl = (variables.PUBLIC_URL || `http://localhost:${port}`).replace(/\/+$/, '')
  if (!/^https?:\/\/[^/\s]+(\/.*)?$/.test(publicUrl)) {
    refusals.push(
      `环境变量 PUBLIC_URL 的值是“${publicUrl}”，应为以 http:// 或 https:// 开头的完整网址，请改正后再启动。`,
    )
  }

  const databaseUrl = variables.DATABASE_URL || `file:${path.join(mediaDir, 'zuimei.db')}`
  if (!/^(file:|mongodb(\+srv)?:\/\/)/.test(databaseUrl)) {
    // The value may hold a password, so it is not repeated.
    refusals.push(
      '环境变量 DATABASE_URL 无法识别，应以 file:（SQLite 文件）或 mongodb:// 开头，请改正后再启动。',
    )
  }

  const roles = new Set<Role>()
  for (const name of (variables.ZUIMEI_ROLES || 'studio,delivery,worker')
    .split(',')
    .map((part) => part.trim())) {
    if (name === 'studio' || name === 'delivery' || name === 'worker') roles.add(name)
    else
      refusals.push(
        `环境变量 ZUIMEI_ROLES 中有“${name}”，只能是 studio、delivery、worker（用逗号分隔），请改正后再启动。`,
      )
  }

  let payloadSecret = variables.PAYLOAD_SECRET ?? ''
  if (isProduction || payloadSecret !== '') {
    const found =
      payloadSecret === '' ? '未设置' : payloadSecret.length < 32 ? `只有 ${payloadSecret.length} 个字符` : ''
    const isWeak =
      weakSecrets.some((word) => payloadSecret.toLowerCase().startsWith(word)) ||
      new Set(payloadSecret).size < 8
    if (found || isWeak) {
      refusals.push(
        `环境变量 PAYLOAD_SECRET ${found || '过于简单'}，生产环境必须是至少 32 个字符的随机串；可运行 openssl rand -hex 32 生成一个，写入 .env 后再启动。`,
      )
    }
  } else payloadSecret = localSecret(mediaDir)

  const gigabytes = os.totalmem() / 2 ** 30
  const cores = os.availableParallelism?.() ?? os.cpus().length
  // One film job peaks at 1.2–2 GB and uses every core by itself: one per 4 GB and per four cores.
  const filmSlots = Math.max(1, Math.min(Math.floor(gigabytes / 4), Math.floor(cores / 4)))
  const stillSlots = Math.max(1, Math.min(Math.floor(gigabytes / 2), cores))

  const [smtpUrl, mailFrom] = [variables.SMTP_URL || null, variables.MAIL_FROM || null]
  // The address may hold a password, so it is not repeated.
  if (smtpUrl !== null && !/^smtps?:\/\/[^/\s]+/.test(smtpUrl))
    refusals.push(
      '环境变量 SMTP_URL 无法识别，应以 smtp:// 或 smtps:// 开头，例如 smtps://user:password@mail.example.cn，请改正后再启动。',
    )
  if ((smtpUrl === null) !== (mailFrom === null))
    refusals.push('环境变量 SMTP_URL 和 MAIL_FROM 应同时设置，或同时留空（不发邮件），请改正后再启动。')

  const processes = { one: '只有这一个进程', many: '几个进程共用数据库和存储' } as const
  const env: Env = {
    isProduction,
    roles,
    host: variables.HOST || (isProduction ? '0.0.0.0' : '127.0.0.1'),
    port,
    publicUrl,
    trustedProxies: whole(variables.TRUSTED_PROXIES, 'TRUSTED_PROXIES', 0, 0, 8, refusals),
    databaseUrl,
    database: databaseUrl.startsWith('mongodb') ? 'mongodb' : 'sqlite',
    databaseWaitSeconds: whole(
      variables.DATABASE_WAIT_SECONDS,
      'DATABASE_WAIT_SECONDS',
      10,
      1,
      600,
      refusals,
    ),
    store: choice(variables.STORE, 'STORE', { folder: 'MEDIA_DIR 文件夹' }, refusals),
    queue: choice(variables.QUEUE, 'QUEUE', { process: '进程内队列' }, refusals),
    processes: choice(variables.PROCESSES, 'PROCESSES', processes, refusals),
    payloadSecret,
    mediaDir,
    ffmpegPath: variables.FFMPEG_PATH || null,
    ffprobePath: variables.FFPROBE_PATH || null,
    allowsBundledFfmpeg: !isProduction || variables.ALLOW_BUNDLED_FFMPEG === 'true',
    filmSlots: whole(variables.FILM_SLOTS, 'FILM_SLOTS', filmSlots, 1, 64, refusals),
    stillSlots: whole(variables.STILL_SLOTS, 'STILL_SLOTS', stillSlots, 1, 256, refusals),
    graceSeconds: whole(variables.GRACE_SECONDS, 'GRACE_SECONDS', 25, 0, 3600, refusals),
    smtp: smtpUrl !== null && mailFrom !== null ? { url: smtpUrl, from: mailFrom } : null,
  }
  if (refusals.length > 0) throw new EnvironmentRefused(refusals.join('\n'))
  return env
}

let read: Env | undefined
/**
 * The process's own environment, read once, paths resolved against the working directory (`import.meta` has none under
 * Turbopack). From then on the process's local time is Beijing's, whatever the machine's: Payload writes dates into pages
 * by it, and offers no setting.
 */
export function env(): Env {
  if (!read) {
    config({ quiet: true })
    process.env.TZ = 'Asia/Shanghai'
    read = readEnv(process.env, process.cwd())
  }
  return read
}
