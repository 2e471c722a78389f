/**
 * `npm run admin -- EMAIL [--name NAME]`: makes an administrator, or gives an account that exists the administrator's
 * role and a new password, printed this once. For the first start, and for the day everybody is locked out.
 */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { grantAdmin } from '../src/cms/first-admin.ts'
import { openHouse } from '../src/house.ts'
import { failureText } from './failure.ts'

const usage = `用法：npm run admin -- 邮箱 [--name 姓名]
  没有这个账号时新建一位管理员；已有时重设其密码、设为管理员，并结束其所有登录`

async function main(): Promise<number> {
  const asked = readArguments()
  if (!asked) {
    console.error(usage)
    return 2
  }
  const house = await openHouse(() => {})
  try {
    // 120 bits, and every kind of character the rule asks for.
    const password = `Zm-${randomBytes(15).toString('base64url')}9`
    const done = await grantAdmin(house.payload, { ...asked, password })
    console.log(done === 'made' ? `已新建管理员：${asked.email}` : `已重设密码并设为管理员：${asked.email}`)
    console.log(`密码（只显示这一次，请登录后自行修改）：${password}`)
    return 0
  } finally {
    await house.close()
  }
}

function readArguments(): { email: string; name: string } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { name: { type: 'string' } },
    })
    const [email = '', more] = positionals
    return more === undefined && /^[^\s@]+@[^\s@]+$/.test(email)
      ? { email: email.toLowerCase(), name: values.name ?? '管理员' }
      : null
  } catch {
    return null
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(failureText(error, null))
    process.exit(1)
  },
)
