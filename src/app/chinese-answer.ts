/** No refusal leaves the studio's interface in another language than its readers': Payload's own are partly English. */

const byStatus: Readonly<Record<number, string>> = {
  400: '提交的内容有误，请核对后再试。',
  401: '请先登录。',
  403: '您没有这项操作的权限。',
  404: '找不到这个地址或这份资料，请刷新页面后再试。',
  405: '这个地址不支持这种操作。',
  409: '这份资料刚被别人改动，请刷新页面后再试。',
  413: '提交的内容过大或文件过多，请减少后再试。',
  415: '提交的格式不受支持。',
  501: '这个地址没有这项功能。',
}
const unknownRefusal = '这次操作没有完成，请核对后再试。'
const fault = '系统出错，这次操作没有完成：请刷新页面后再试；仍不行时，请把操作和时间告诉管理员。'

interface Refusal {
  readonly message?: unknown
  readonly errors?: readonly { readonly message?: unknown }[]
}

const isChinese = (text: unknown): boolean => typeof text === 'string' && /\p{Script=Han}/u.test(text)

/** The answer itself, or one that says the same in Chinese; what names fields and documents stays. */
export async function inChinese(response: Response): Promise<Response> {
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  if (response.status < 400 || !isJson) return response
  const body: Refusal =
    (await response
      .clone()
      .json()
      .catch(() => null)) ?? {}
  const { errors = [], message } = body
  const said = errors.map((error) => error.message)
  if (errors.length === 0 || message !== undefined) said.push(message)
  if (said.every(isChinese)) return response
  const sentence = byStatus[response.status] ?? (response.status >= 500 ? fault : unknownRefusal)
  const told = errors.length > 0 ? errors : [{}]
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  const chinese = <T extends { readonly message?: unknown }>(one: T): T =>
    isChinese(one.message) ? one : { ...one, message: sentence }
  // What was done of several stays: whoever asked has to know which.
  const answer = { ...(message === undefined ? body : chinese(body)), errors: told.map(chinese) }
  return Response.json(answer, { status: response.status, headers })
}
