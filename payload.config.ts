/** The studio's composition root: which collections, which database, which language. No logic. */
import { zh } from '@payloadcms/translations/languages/zh'
import { buildConfig } from 'payload'
import { assets } from './src/cms/collections/assets.ts'
import { campaigns } from './src/cms/collections/campaigns.ts'
import { claims } from './src/cms/collections/claims.ts'
import { events } from './src/cms/collections/events.ts'
import { handInFiles, handIns } from './src/cms/collections/hand-ins.ts'
import { honorees } from './src/cms/collections/honorees.ts'
import { digests, noticeMarks } from './src/cms/collections/notice-marks.ts'
import { partners } from './src/cms/collections/partners.ts'
import { receipts } from './src/cms/collections/receipts.ts'
import { releases } from './src/cms/collections/releases.ts'
import { screens } from './src/cms/collections/screens.ts'
import { secondFactors } from './src/cms/collections/second-factors.ts'
import { signInTries } from './src/cms/collections/sign-in-tries.ts'
import { unitLinks } from './src/cms/collections/unit-links.ts'
import { units } from './src/cms/collections/units.ts'
import { users } from './src/cms/collections/users.ts'
import { variants } from './src/cms/collections/variants.ts'
import { wakes } from './src/cms/collections/wakes.ts'
import { withdrawals } from './src/cms/collections/withdrawals.ts'
import { database } from './src/cms/database.ts'
import { checkup } from './src/cms/endpoints/checkup.ts'
import { noticeEndpoints } from './src/cms/endpoints/notices.ts'
import { progress } from './src/cms/endpoints/progress.ts'
import { withHouseRules } from './src/cms/every-collection.ts'
import { wordList } from './src/cms/globals/word-list.ts'
import { endHeldAfterError } from './src/cms/held-claims.ts'
import { sayBrokenForm } from './src/cms/hooks/broken-form.ts'
import { sayInvalidFields } from './src/cms/hooks/invalid-fields.ts'
import { saySignedOut } from './src/cms/hooks/signed-out.ts'
import { sayStorageFault } from './src/cms/hooks/storage-full.ts'
import { removeAfterError } from './src/cms/hooks/temp-files.ts'
import { guardLocks } from './src/cms/locks.ts'
import { migrate } from './src/cms/migrate.ts'
import { translations } from './src/cms/translations.ts'
import { env } from './src/platform/env.ts'
import { createLog } from './src/platform/log.ts'

const { mediaDir, payloadSecret, publicUrl, isProduction, port } = env()
const root = process.cwd()
const origins = isProduction
  ? [publicUrl]
  : [publicUrl, `http://localhost:${port}`, `http://127.0.0.1:${port}`]

/** A film of the notice (1920×1080, three minutes) weighs well under 300 MB. */
const maxUploadBytes = 300_000_000

const page = (path: string, title: string, Component: string) => ({
  Component,
  path: `/${path}` as const,
  meta: { title },
})

const building = buildConfig({
  secret: payloadSecret,
  serverURL: publicUrl,
  cors: origins,
  csrf: origins,
  db: await database(env(), root),
  collections: [
    campaigns,
    units,
    honorees,
    assets,
    handIns,
    handInFiles,
    unitLinks,
    variants,
    releases,
    withdrawals,
    screens,
    partners,
    receipts,
    events,
    users,
    signInTries,
    wakes,
    claims,
    secondFactors,
    noticeMarks,
    digests,
  ].map(withHouseRules),
  globals: [wordList],
  endpoints: [progress, checkup, ...noticeEndpoints],
  hooks: {
    afterError: [
      saySignedOut,
      sayInvalidFields,
      sayBrokenForm,
      sayStorageFault,
      removeAfterError,
      endHeldAfterError,
    ],
  },
  onInit: migrate,
  i18n: { fallbackLanguage: 'zh', supportedLanguages: { zh }, translations },
  admin: {
    user: 'users',
    avatar: 'default',
    dateFormat: 'yyyy-MM-dd HH:mm',
    theme: 'light',
    timezones: {
      defaultTimezone: 'Asia/Shanghai',
      supportedTimezones: [{ label: '北京时间', value: 'Asia/Shanghai' }],
    },
    meta: {
      titleSuffix: ' · 最美科技工作者宣传系统',
      title: '工作台',
      description: '最美科技工作者宣传系统',
      defaultOGImageType: 'off',
    },
    importMap: { baseDir: root },
    // The first page says what to do next; a card for every collection, with nothing on it, does not.
    dashboard: { widgets: [], defaultLayout: [] },
    components: {
      providers: [
        '/src/admin/nav-at-desk.tsx#NavAtDesk',
        '/src/admin/spoken-names.tsx#SpokenNames',
        '/src/admin/texts/kept-store.tsx#ForgetOnSignOut',
      ],
      beforeNavLinks: ['/src/admin/nav-links.tsx#NavLinks'],
      header: ['/src/admin/time-zone-note.tsx#TimeZoneNote'],
      actions: ['/src/admin/notice-bell.tsx#NoticeBell'],
      views: {
        login: page('login', '登录', '/src/admin/login-view.tsx#LoginView'),
        intake: page('intake', '收件', '/src/admin/intake/view.tsx#IntakeView'),
        campaignSetup: page(
          'campaign-setup',
          '新建活动',
          '/src/admin/campaign-setup/view.tsx#CampaignSetupView',
        ),
        board: page('board', '人选', '/src/admin/board/view.tsx#BoardView'),
        settings: page('settings', '设置', '/src/admin/settings-view.tsx#SettingsView'),
        health: page('health', '健康', '/src/admin/health-view.tsx#HealthView'),
        help: page('help', '帮助', '/src/admin/help-view.tsx#HelpView'),
        unauthorized: page('unauthorized', '没有权限', '/src/admin/unauthorized-view.tsx#UnauthorizedView'),
        notices: page('notices', '通知', '/src/admin/notices-view.tsx#NoticesView'),
      },
      beforeDashboard: ['/src/admin/today/view.tsx#TodayView'],
      graphics: { Logo: '/src/admin/logo.tsx#Logo', Icon: '/src/admin/icon.tsx#Icon' },
    },
  },
  graphQL: { disable: true },
  telemetry: false,
  // Migrations and the missing mail server are said by doctor; the log keeps what went wrong.
  logger: createLog('error'),
  // A planned refusal is no fault, and its sentence may name a file and so a person. (Payload's type knows its own alone.)
  // A wrong password is none either; who tried stands in the history.
  loggingLevels: { AuthenticationError: false, ...({ Refused: false } as object) },
  // No `sharp`: with it Payload encodes TIFF, WebP and GIF anew and crops on a query's word, over the file sent in.
  upload: {
    limits: { fileSize: maxUploadBytes, files: 1 },
    requestSizeLimit: maxUploadBytes + 1_000_000,
    abortOnLimit: true,
    responseOnLimit: '文件超过 300 MB，请压缩后再上传，或请管理员用批量导入。',
    useTempFiles: true,
    tempFileDir: `${mediaDir}/work/uploads`,
  },
  // Written by scripts/migration.mjs alone, never by whoever starts a process.
  typescript: { autoGenerate: false, outputFile: `${root}/src/cms/payload-types.ts` },
})

export default guardLocks(building)
