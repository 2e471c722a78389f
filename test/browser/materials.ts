/** What a studio holds after its first day, written through the studio's own API by the people who may write it. */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserContext } from 'playwright-core'
import sharp from 'sharp'
import { uploadForm } from '../fixtures/upload.ts'
import { tools } from '../render/fixtures.ts'
import type { RunningServer } from './server.ts'

export const firstUser = {
  name: '王管理员',
  email: 'guanliyuan@example.cn',
  password: '沈阳-Studio-2026-测试',
}

export interface Studio {
  readonly url: string
  readonly token: string
}

/** The first account of an empty studio, made by the link the server prints, and signed in. */
export async function foundStudio({ url, setupLink }: RunningServer): Promise<Studio> {
  const { name, email, password } = firstUser
  const code = new URL(setupLink()).searchParams.get('code') ?? ''
  const form = new URLSearchParams({ code, name, email, password, again: password })
  const made = await fetch(`${url}/setup`, { method: 'POST', body: form, redirect: 'manual' })
  if (made.status !== 303) throw new Error(`setup: ${made.status} ${await made.text()}`)
  const response = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new Error(`login: ${response.status} ${await response.text()}`)
  const { token } = (await response.json()) as { token: string }
  return { url, token }
}

/** As after the login page: whatever the browser opens is this person's. */
export const signIn = (context: BrowserContext, { url, token }: Studio): Promise<void> =>
  context.addCookies([{ name: 'payload-token', value: token, url }])

// Not the cookie: without an Origin header the studio rightly ignores it.
const signedIn = ({ token }: Studio) => ({ authorization: `JWT ${token}` })

export async function send<T>(studio: Studio, path: string, body: unknown): Promise<T> {
  const isForm = body instanceof FormData
  const response = await fetch(`${studio.url}/api/${path}`, {
    method: 'POST',
    headers: { ...signedIn(studio), ...(isForm ? {} : { 'content-type': 'application/json' }) },
    body: isForm ? body : JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

export async function list<T>(studio: Studio, path: string): Promise<readonly T[]> {
  const response = await fetch(`${studio.url}/api/${path}`, { headers: signedIn(studio) })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return ((await response.json()) as { docs: readonly T[] }).docs
}

const paragraph = (text: string) => ({
  type: 'paragraph',
  version: 1,
  format: '',
  indent: 0,
  direction: 'ltr',
  children: [{ type: 'text', version: 1, text, format: 0, detail: 0, mode: 'normal', style: '' }],
})

const deed =
  '三十年来，她走遍全省四十四个县，记下两万页田间笔记，育成十二个水稻新品种，累计推广三千六百万亩，让一粒粒种子在黑土地上扎下了根。'

interface Created {
  readonly doc: { readonly id: string }
}

/** A campaign, a unit and one honoree with everything but pictures; returns the honoree's id. */
export async function addHonoree(studio: Studio, name: string): Promise<string> {
  const create = async (path: string, body: unknown): Promise<string> =>
    (await send<Created>(studio, path, body)).doc.id
  const campaign = await create('campaigns', {
    title: '辽宁最美科技工作者',
    year: 2026,
    organisers: '省委宣传部\n省科协',
    submissionsUntil: '2026-05-23T15:59:59.000Z',
  })
  const unit = await create('units', { name: '沈阳农业大学' })
  return create('honorees', {
    name,
    campaign,
    unit,
    category: 'grassroots',
    workplace: '沈阳农业大学水稻研究所',
    position: '研究员',
    field: '水稻遗传育种',
    motto: '让每一粒种子都有名字',
    summary: '扎根一线三十年的水稻育种人，把论文写在辽河两岸的黑土地上。',
    deeds: {
      root: {
        type: 'root',
        version: 1,
        format: '',
        indent: 0,
        direction: 'ltr',
        children: Array.from({ length: 12 }, () => paragraph(deed)),
      },
    },
    consent: { givenAt: '2026-05-20T04:00:00.000Z', scope: '姓名、肖像、事迹、视频' },
    _status: 'published',
  })
}

/** Uploads a picture as a form of the studio would; returns the asset's id. */
export async function addPhoto(
  studio: Studio,
  honoree: string,
  { role, fileName }: { role: 'work-photo' | 'id-photo'; fileName: string },
): Promise<string> {
  const bytes = role === 'id-photo' ? await photograph(826, 1134) : await photograph(2400, 1800)
  return (await send<Created>(studio, 'assets', uploadForm(bytes, fileName, { honoree, role }))).doc.id
}

/** A film of red, green and blue, a second each, uploaded as the studio would; returns the asset's id. */
export async function addFilm(studio: Studio, honoree: string, fileName: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zuimei-flags-'))
  try {
    const file = path.join(folder, 'flags.mp4')
    const { ffmpeg } = await tools()
    const parts = ['red', 'lime', 'blue'].map((colour) => `color=${colour}:s=1920x1080:r=25:d=1`)
    execFileSync(ffmpeg, [
      ...['-v', 'error', '-nostdin', ...parts.flatMap((part) => ['-f', 'lavfi', '-i', part])],
      ...['-f', 'lavfi', '-i', 'sine=duration=3', '-filter_complex', '[0][1][2]concat=n=3[v]'],
      ...['-map', '[v]', '-map', '3', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
      ...['-c:a', 'aac', '-movflags', '+faststart', file],
    ])
    const form = uploadForm(await readFile(file), fileName, { honoree, role: 'film' })
    return (await send<Created>(studio, 'assets', form)).doc.id
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A picture with the weight and grain of a photograph: noise over soft light, above the notice's 2 MB. */
export async function photograph(width: number, height: number): Promise<Buffer> {
  const grain = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#7d6a52',
      noise: { type: 'gaussian', mean: 118, sigma: 26 },
    },
  })
    .png()
    .toBuffer()
  const light = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
      <defs><radialGradient id="g" cx="0.5" cy="0.35" r="0.8"><stop offset="0" stop-color="#f6e3b4"/><stop offset="1" stop-color="#20402c"/></radialGradient></defs>
      <rect width="100%" height="100%" fill="url(#g)" opacity="0.8"/>
      <ellipse cx="${width / 2}" cy="${height * 0.4}" rx="${width * 0.13}" ry="${height * 0.2}" fill="#e3b48c"/>
      <rect x="${width * 0.3}" y="${height * 0.6}" width="${width * 0.4}" height="${height * 0.4}" rx="${width * 0.1}" fill="#274b7a"/>
    </svg>`,
  )
  return sharp(grain)
    .composite([{ input: light, blend: 'over' }])
    .jpeg({ quality: 97, chromaSubsampling: '4:4:4' })
    .toBuffer()
}
