/**
 * `/setup`: the first administrator, by the one-time link printed at start; `/setup/invite`: a colleague's first password,
 * by the link an administrator was shown; `/setup/help` for lost passwords.
 * Answered by the server itself, so that it is there before the studio is built.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Payload } from 'payload'
import { isSetupOpen, judgeSetupCode, makeFirstAdmin } from '../cms/first-admin.ts'
import { acceptInvitation, invitedBy, isOpenInvitation } from '../cms/invitation.ts'
import { clockNow } from '../cms/runtime.ts'
import { countTry } from '../cms/sign-in-tries.ts'
import { escapeHtml, plainHeaders, plainPage } from './plain-page.ts'

const maxBytes = 8_192

interface Typed {
  readonly code: string
  readonly name: string
  readonly email: string
}

const field = (label: string, name: string, type: string, complete: string, value = ''): string =>
  `  <label>${label}<input name="${name}" type="${type}" autocomplete="${complete}" value="${escapeHtml(value)}" required></label>`

const alert = (wrong: string | null): string =>
  wrong === null ? '' : `  <p class="wrong" role="alert">${escapeHtml(wrong)}</p>\n`

const newPassword = [
  field(
    '密码（至少 10 位，混用大小写字母、数字或符号；或 16 位以上）',
    'password',
    'password',
    'new-password',
  ),
  field('再输一遍密码', 'again', 'password', 'new-password'),
].join('\n')

const form = ({ code, name, email }: Typed, wrong: string | null): string =>
  plainPage(
    '设置第一位管理员',
    `  <p>此链接只能使用一次。设置后请用下面的邮箱和密码登录工作台，再邀请同事。</p>
${alert(wrong)}  <form method="post" action="/setup">
  <input type="hidden" name="code" value="${escapeHtml(code)}">
${field('姓名', 'name', 'text', 'name', name)}
${field('邮箱（登录名）', 'email', 'email', 'username', email)}
${newPassword}
  <button type="submit">设为管理员</button>
  </form>`,
  )

const inviteForm = (code: string, { name, email }: Omit<Typed, 'code'>, wrong: string | null): string =>
  plainPage(
    `${name}，请设置密码`,
    `  <p>您的登录名是 ${escapeHtml(email)}。此链接只能使用一次；设置后用这个邮箱和密码登录工作台。</p>
${alert(wrong)}  <form method="post" action="/setup/invite">
  <input type="hidden" name="code" value="${escapeHtml(code)}">
  <input type="hidden" autocomplete="username" value="${escapeHtml(email)}">
${newPassword}
  <button type="submit">设置密码</button>
  </form>`,
  )

const where = plainPage(
  '还没有管理员',
  '  <p>第一位管理员用一次性链接设置：链接印在启动本系统的终端窗口里，以 <code>/setup?code=</code> 开头。请在那里复制后打开。</p>\n  <p>找不到链接时，在服务器上运行 <code>npm run admin</code>，也可以新建管理员。</p>',
)
const over = plainPage(
  '管理员已经设置',
  '  <p>设置链接已用过，不再有效。</p>\n  <p><a href="/admin">进入工作台登录</a>；忘记密码请看<a href="/setup/help">这里</a>。</p>',
)
const wrongCode = plainPage(
  '链接不正确',
  '  <p>设置链接不完整或已改变。请从启动本系统的终端窗口完整复制后再打开。</p>',
)
const expired = plainPage(
  '链接已过期',
  '  <p>设置链接 24 小时内有效。请重新启动本系统，终端窗口里会印出新的链接；也可以在服务器上运行 <code>npm run admin</code>。</p>',
)
const noInvitation = plainPage(
  '邀请链接无效',
  '  <p>链接不完整、已用过，或已换成新的。已设过密码的，请直接<a href="/admin">登录</a>；否则请管理员重新生成邀请链接。</p>',
)
const pastInvitation = plainPage(
  '邀请链接已过期',
  '  <p>请管理员在“新建活动”的“邀请同事”一步里重新生成链接。</p>',
)
const help = plainPage(
  '忘记密码',
  '  <p>请联系管理员：在“用户”里打开您的账号，重设密码。</p>\n  <p>管理员自己忘记密码时，请在服务器上运行 <code>npm run admin</code>。</p>\n  <p><a href="/admin">回到登录</a></p>',
)
const tooMany = plainPage('请稍后再试', '  <p>尝试次数过多，请 10 分钟后再试。</p>')

export interface Setup {
  answer(req: IncomingMessage, res: ServerResponse, address: string): Promise<void>
}

export function createSetup(options: { readonly payload: Payload; readonly secret: string }): Setup {
  const { payload, secret } = options

  /** False when this address guesses; the code itself is 256 bits. */
  const mayTry = (address: string): Promise<boolean> =>
    countTry(payload, { account: '/setup', address }).then(
      () => true,
      (error: unknown) => {
        if ((error as { status?: unknown }).status === 429) return false
        throw error
      },
    )

  async function judged(code: string, address: string): Promise<[number, string] | null> {
    if (!(await isSetupOpen(payload))) return [410, over]
    const found = judgeSetupCode(secret, code, clockNow())
    if (found === 'right') return null
    if (found === 'expired') return [410, expired]
    return (await mayTry(address)) ? [403, wrongCode] : [429, tooMany]
  }

  async function post(req: IncomingMessage, address: string): Promise<[number, string, string?]> {
    const body = await bodyOf(req)
    if (body === null) return [413, wrongCode]
    const of = (name: string): string => body.get(name) ?? ''
    const typed = { code: of('code'), name: of('name').trim(), email: of('email').trim() }
    const refused = await judged(typed.code, address)
    if (refused) return refused
    if (typed.name === '' || typed.email === '') return [400, form(typed, '请填写姓名和邮箱。')]
    if (of('password') !== of('again')) return [400, form(typed, '两次输入的密码不一致，请重新输入。')]
    try {
      const { name, email } = typed
      return (await makeFirstAdmin(payload, { name, email, password: of('password') }, address))
        ? [303, '', '/admin/login?ready']
        : [410, over]
    } catch (error) {
      const { status, message } = error as { status?: unknown; message: string }
      if (status !== 400) throw error
      return [400, form(typed, message)]
    }
  }

  async function invited(
    req: IncomingMessage,
    url: URL,
    address: string,
  ): Promise<[number, string, string?]> {
    const body = req.method === 'POST' ? await bodyOf(req) : null
    if (req.method === 'POST' && body === null) return [413, noInvitation]
    const code = (body ?? url.searchParams).get('code') ?? ''
    const user = await invitedBy(payload, code)
    // Of 256 bits, and not counted: a whole office shares one address, and may open an old link there.
    if (!user) return [403, noInvitation]
    if (!isOpenInvitation(user, clockNow())) return [410, pastInvitation]
    if (body === null) return [200, inviteForm(code, user, null)]
    const password = body.get('password') ?? ''
    if (password !== body.get('again'))
      return [400, inviteForm(code, user, '两次输入的密码不一致，请重新输入。')]
    try {
      const isDone = await acceptInvitation(payload, user, password, { now: clockNow(), address })
      return isDone ? [303, '', '/admin/login?ready'] : [410, noInvitation]
    } catch (error) {
      const { status, message } = error as { status?: unknown; message: string }
      if (status !== 400) throw error
      return [400, inviteForm(code, user, message)]
    }
  }

  async function answered(req: IncomingMessage, address: string): Promise<[number, string, string?]> {
    const url = new URL(req.url ?? '/', 'http://setup')
    if (url.pathname === '/setup/invite') return invited(req, url, address)
    if (url.pathname !== '/setup') return [200, help]
    if (req.method === 'POST') return post(req, address)
    const code = url.searchParams.get('code')
    if (code === null) return (await isSetupOpen(payload)) ? [200, where] : [410, over]
    return (await judged(code, address)) ?? [200, form({ code, name: '', email: '' }, null)]
  }

  return {
    async answer(req, res, address) {
      const [status, html, location] = await answered(req, address)
      res.writeHead(status, { ...plainHeaders, ...(location ? { location } : {}) })
      res.end(req.method === 'HEAD' ? '' : html)
    },
  }
}

/** A form's fields; null when it is longer than any form of ours. */
async function bodyOf(req: IncomingMessage): Promise<URLSearchParams | null> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of req as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > maxBytes) return null
    parts.push(part)
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'))
}
