/**
 * `/setup`: the first administrator, by the one-time link printed at start, and `/setup/help` for lost passwords.
 * Answered by the server itself, so that it is there before the studio is built.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Payload } from 'payload'
import { isSetupCode, isSetupOpen, makeFirstAdmin } from '../cms/first-admin.ts'
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

const form = ({ code, name, email }: Typed, wrong: string | null): string =>
  plainPage(
    '设置第一位管理员',
    `  <p>此链接只能使用一次。设置后请用下面的邮箱和密码登录工作台，再为同事新建账号。</p>
${wrong === null ? '' : `  <p class="wrong" role="alert">${escapeHtml(wrong)}</p>\n`}  <form method="post" action="/setup">
  <input type="hidden" name="code" value="${escapeHtml(code)}">
${field('姓名', 'name', 'text', 'name', name)}
${field('邮箱（登录名）', 'email', 'email', 'username', email)}
${field('密码（至少 10 位，混用大小写字母、数字或符号；或 16 位以上）', 'password', 'password', 'new-password')}
${field('再输一遍密码', 'again', 'password', 'new-password')}
  <button type="submit">设为管理员</button>
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
    if (isSetupCode(secret, code)) return null
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
        ? [303, '', '/admin/login']
        : [410, over]
    } catch (error) {
      const { status, message } = error as { status?: unknown; message: string }
      if (status !== 400) throw error
      return [400, form(typed, message)]
    }
  }

  async function answered(req: IncomingMessage, address: string): Promise<[number, string, string?]> {
    const url = new URL(req.url ?? '/', 'http://setup')
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
