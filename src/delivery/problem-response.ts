/** The one place that turns a refusal into a status and a public Chinese text (RFC 9457); internals never enter it. */
import { beijingStamp } from '../domain/beijing.ts'
import { type ReceiptProblem, receiptSentence } from '../domain/receipt.ts'

export type Refusal =
  | { readonly kind: 'token-missing' }
  | { readonly kind: 'token-unknown' }
  | { readonly kind: 'token-expired' }
  | { readonly kind: 'token-revoked' }
  | { readonly kind: 'channel-closed'; readonly label: string }
  | { readonly kind: 'link-forged' }
  | { readonly kind: 'link-personal' }
  | { readonly kind: 'link-expired' }
  | { readonly kind: 'address-unknown' }
  | { readonly kind: 'feed-unknown'; readonly known: readonly string[] }
  | { readonly kind: 'item-unknown' }
  | { readonly kind: 'item-withdrawn'; readonly at: Date; readonly reason: string }
  | { readonly kind: 'screen-unknown' }
  | { readonly kind: 'pack-file-unknown' }
  | { readonly kind: 'file-unknown' }
  | { readonly kind: 'file-withdrawn'; readonly at: Date; readonly reason: string }
  | { readonly kind: 'query-unknown'; readonly names: readonly string[] }
  | { readonly kind: 'method'; readonly allow: string }
  | { readonly kind: 'accept'; readonly offers: readonly string[] }
  | { readonly kind: 'range'; readonly size: number }
  | { readonly kind: 'body-type' }
  | { readonly kind: 'body-too-large'; readonly maxBytes: number }
  | { readonly kind: 'body-invalid'; readonly errors: readonly string[] }
  | { readonly kind: 'receipts-too-many'; readonly max: number; readonly waitMs: number }
  | ReceiptProblem
  | { readonly kind: 'bytes-missing' }
  | { readonly kind: 'records-busy' }
  | { readonly kind: 'internal' }

interface PublicText {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly headers?: Readonly<Record<string, string>>
  /** Further members of the problem document. */
  readonly facts?: Readonly<Record<string, unknown>>
}

/** Where several answers stand in one response. */
export function problemDocument(refusal: Refusal): object {
  const { status, title, detail, facts } = textOf(refusal)
  return { type: `urn:zuimei:problem:${refusal.kind}`, title, status, detail, ...facts }
}

export function problemResponse(refusal: Refusal): Response {
  const { status, headers } = textOf(refusal)
  return new Response(`${JSON.stringify(problemDocument(refusal), null, 1)}\n`, {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': 'zh-CN',
      'cache-control': 'no-store',
      ...headers,
    },
  })
}

// Readers that only know passwords (newsboat and many more) put the token where the password goes.
const challenge = 'Basic realm="zuimei", charset="UTF-8", Bearer realm="zuimei"'

function textOf(refusal: Refusal): PublicText {
  switch (refusal.kind) {
    case 'token-missing':
      return {
        status: 401,
        title: '需要令牌',
        detail: '请带上令牌访问：Authorization: Bearer 令牌，或以令牌为密码登录，或在网址后加 ?token=令牌。',
        headers: { 'www-authenticate': challenge },
      }
    case 'token-unknown':
      return {
        status: 403,
        title: '令牌无效',
        detail: '这个令牌不存在，请核对是否复制完整，或联系主办单位重新领取。',
      }
    case 'token-expired':
      return { status: 403, title: '令牌已过期', detail: '这个令牌已过有效期，请联系主办单位换发新令牌。' }
    case 'token-revoked':
      return { status: 403, title: '令牌已停用', detail: '这个令牌已被停用，请联系主办单位换发新令牌。' }
    case 'channel-closed':
      return {
        status: 403,
        title: '无权访问该渠道',
        detail: `这个令牌不包含“${refusal.label}”渠道，如需开通请联系主办单位。`,
      }
    case 'link-personal':
      return {
        status: 403,
        title: '链接只供本人使用',
        detail: '这是工作人员的预览链接，只对打开它的人在登录期间有效，请登录后从系统中重新打开。',
      }
    case 'link-forged':
      return {
        status: 403,
        title: '链接无效',
        detail: '链接缺少签名，或签名不正确，请从最新的订阅源或海报包中重新取得链接。',
      }
    case 'link-expired':
      return {
        status: 403,
        title: '链接已过期',
        detail: '这个链接已过有效期，请重新读取订阅源以取得新链接。',
      }
    case 'address-unknown':
      return { status: 404, title: '没有这个地址', detail: '请核对网址；全部可用地址见 /feeds。' }
    case 'feed-unknown':
      return {
        status: 404,
        title: '没有这个订阅源',
        detail: '订阅源的地址是“/feeds/渠道.格式”，格式为 rss、atom、json 或 ninjs；请核对渠道名。',
        facts: { channels: refusal.known },
      }
    case 'item-unknown':
      return { status: 404, title: '没有这条内容', detail: '这条内容不存在，或现在不在发布时段内。' }
    case 'item-withdrawn':
      return gone('内容已撤回', '这条内容', refusal)
    case 'screen-unknown':
      return {
        status: 404,
        title: '没有这块屏幕',
        detail: '没有登记这块屏幕，请核对网址。',
      }
    case 'pack-file-unknown':
      return {
        status: 404,
        title: '海报包里没有这个文件',
        detail: '这块屏幕现在的海报包里没有这个文件，请按最新的 manifest.json 取文件。',
      }
    case 'file-unknown':
      return { status: 404, title: '没有这个文件', detail: '文件不存在，请从最新的订阅源中重新取得链接。' }
    case 'file-withdrawn':
      return gone('文件已撤回', '使用这个文件的发布', refusal)
    case 'query-unknown':
      return {
        status: 400,
        title: '无法识别的参数',
        detail: `网址中有无法识别或重复的参数：${refusal.names.join('、')}，请去掉后重试。`,
      }
    case 'method':
      return {
        status: 405,
        title: '不支持的请求方法',
        detail: `这个地址只支持 ${refusal.allow}。`,
        headers: { allow: refusal.allow },
      }
    case 'accept':
      return {
        status: 406,
        title: '没有可接受的格式',
        detail: `这个地址能提供的格式是：${refusal.offers.join('、')}。`,
      }
    case 'range':
      return {
        status: 416,
        title: '请求的范围超出文件',
        detail: `文件共 ${refusal.size} 字节，请按实际大小请求范围。`,
        headers: { 'content-range': `bytes */${refusal.size}` },
      }
    case 'body-type':
      return { status: 415, title: '内容格式不对', detail: '回执须以 application/json 提交。' }
    case 'body-too-large':
      return { status: 413, title: '内容过大', detail: `回执不得超过 ${refusal.maxBytes} 字节。` }
    case 'body-invalid':
      return {
        status: 422,
        title: '回执内容不正确',
        detail: `回执内容不正确：${refusal.errors.join('；')}，请改正后重新提交。`,
        facts: { errors: refusal.errors },
      }
    case 'receipts-too-many':
      return {
        status: 429,
        title: '回执过多',
        detail: `一小时内已收到 ${refusal.max} 条回执，达到上限，请 ${Math.ceil(refusal.waitMs / 60_000)} 分钟后再提交，或把相同内容合并成一条。`,
        headers: { 'retry-after': String(Math.ceil(refusal.waitMs / 1000)) },
      }
    case 'receipt-release-unknown':
    case 'receipt-screen-unknown':
    case 'receipt-elsewhere':
    case 'receipt-pack-unknown':
    case 'receipt-pack-empty':
    case 'receipt-release-missing':
    case 'receipt-clock':
      return { status: 422, title: '回执内容不正确', detail: receiptSentence(refusal) }
    case 'receipt-early':
    case 'receipt-late':
    case 'receipt-after-withdrawal':
    case 'receipt-not-withdrawn':
    case 'receipt-id-taken':
      return { status: 409, title: '回执与发布的状态不符', detail: receiptSentence(refusal) }
    case 'records-busy':
      return {
        status: 503,
        title: '数据库正忙',
        detail: '数据库正被另一个程序占用，这次提交没有保存，请稍后原样重新提交。',
        headers: { 'retry-after': '10' },
      }
    case 'bytes-missing':
      return {
        status: 503,
        title: '文件暂时无法提供',
        detail: '文件正在恢复，请稍后重试；如一直不能下载请联系主办单位。',
        headers: { 'retry-after': '60' },
      }
    case 'internal':
      return {
        status: 500,
        title: '系统内部错误',
        detail: '系统出现内部错误，已记录在案，请稍后重试。',
      }
  }
}

const gone = (title: string, what: string, { at, reason }: { at: Date; reason: string }): PublicText => ({
  status: 410,
  title,
  detail: `${what}已于 ${beijingStamp(at)} 撤回（${reason}），请立即停止使用并删除已下载的副本。`,
  facts: { withdrawnAt: at.toISOString(), reason },
})
