/** The pictures of the help page, as `scripts/screenshots.ts` took them of made-up people. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'

export async function GET(
  _: Request,
  { params }: { readonly params: Promise<{ readonly picture: string }> },
): Promise<Response> {
  const { picture } = await params
  const file = /^([a-z-]+)\.png$/.exec(picture)?.[1]
  const bytes = file && (await readFile(path.join('scripts', 'screenshots', `${file}.png`)).catch(() => null))
  if (!bytes)
    return new Response('找不到这张图片。', { status: 404, headers: { 'cache-control': 'no-store' } })
  const headers = { 'content-type': 'image/png', 'cache-control': 'public, max-age=3600' }
  return new Response(new Uint8Array(bytes), { headers })
}
