/** What stands before and behind every answer of Payload's interface, whoever calls it. */
import { inChinese } from './chinese-answer.ts'
import { guardBody } from './guard-body.ts'

interface Config {
  readonly collections: Parameters<typeof guardBody>[2]
  /** Origins of our own pages. */
  readonly csrf: readonly string[]
}

/** `slug` is the address below `/api`, in segments. */
export async function answerApi(
  request: Request,
  slug: readonly string[],
  { collections, csrf }: Config,
  payload: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (isOfForeignPage(request, csrf))
    return Response.json(
      {
        errors: [{ message: '请求来自别的网站，没有处理；请用工作台自己的地址（PUBLIC_URL）打开后再操作。' }],
      },
      { status: 403, headers: { 'cache-control': 'no-store' } },
    )
  const admitted = await guardBody(request, slug, collections)
  return admitted instanceof Response ? admitted : inChinese(await payload(admitted))
}

/**
 * Payload passes over the cookie there; but signing in needs none, and a foreign page must not sign anybody in as
 * somebody else. Programs say nothing of an origin.
 */
function isOfForeignPage({ method, headers }: Request, own: readonly string[]): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return false
  const origin = headers.get('origin')
  return origin === null ? headers.get('sec-fetch-site') === 'cross-site' : !own.includes(origin)
}
