/** Payload's ways to an account without one: closed for ever. The first administrator and lost passwords have their own. */
import type { Endpoint } from 'payload'

const headers = { 'Cache-Control': 'no-store' }

const closed = (path: string, sentence: string): Omit<Endpoint, 'root'> => ({
  path,
  method: 'post',
  // Not thrown: whoever comes here is signed in nowhere, and is not to be told so (`hooks/signed-out`).
  handler: () => Response.json({ errors: [{ message: sentence }] }, { status: 403, headers }),
})

export const closedEndpoints = [
  closed('/first-register', '不能在这里注册：第一位管理员用启动时终端上的链接设置，其他账号由管理员新建。'),
  // There is no mail server, so a token made here could only be guessed.
  closed('/forgot-password', '忘记密码请联系管理员重设；管理员请在服务器上运行 npm run admin。'),
  // Addresses are confirmed by whoever makes the account.
  closed('/verify/:id', '这里没有邮箱验证：账号由管理员新建，无需验证。'),
  closed('/reset-password', '忘记密码请联系管理员重设；管理员请在服务器上运行 npm run admin。'),
]
