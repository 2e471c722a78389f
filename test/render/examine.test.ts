import { execFileSync } from 'node:child_process'
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { Document, Packer, Paragraph } from 'docx'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import { check, guess } from '../../src/domain/material-rules.ts'
import { type Problem, sentence } from '../../src/domain/problem.ts'
import { createRenderer } from '../../src/render/renderer.ts'
import { anyTools, film, photo, scratch, tools } from './fixtures.ts'

const { dir, remove } = scratch()
afterAll(remove)
const renderer = createRenderer(anyTools)
const at = (name: string): string => path.join(dir, name)

/** The refusal, which must read as one sentence that names the file and holds no path. */
async function refusal(file: string, fileName: string): Promise<Problem> {
  const examined = await renderer.examine(file, fileName)
  // The probe measures, the rules judge.
  const result = examined.ok ? check(guess(examined.value), examined.value, fileName, rules2021) : examined
  if (result.ok) throw new Error(`accepted: ${JSON.stringify(result.value)}`)
  const text = sentence(result.problem)
  expect(text).toContain(fileName)
  expect(text).not.toContain(dir)
  expect(text).toMatch(/。$/)
  return result.problem
}

function write(name: string, bytes: Uint8Array | string): string {
  writeFileSync(at(name), bytes)
  return at(name)
}

/** A PNG whose header promises `width`×`height` and holds next to nothing. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('photographs', () => {
  let good = Buffer.alloc(0)
  beforeAll(async () => {
    good = readFileSync(await photo(at('good.jpg'), 1600, 1200))
  })

  it('are measured', async () => {
    expect(await renderer.examine(at('good.jpg'), '张三1.jpg')).toEqual({
      ok: true,
      value: {
        kind: 'image',
        format: 'jpeg',
        bytes: good.length,
        width: 1600,
        height: 1200,
      },
    })
  })

  it('are refused empty', async () => {
    expect((await refusal(write('empty.jpg', ''), '空.jpg')).kind).toBe('file-empty')
  })

  it.each([0.999, 0.5, 0.02])('are refused truncated to %f', async (share) => {
    const file = write(`cut-${share}.jpg`, good.subarray(0, Math.floor(good.length * share)))
    expect((await refusal(file, '残缺.jpg')).kind).toBe('file-broken')
  })

  it('are refused with bits rotted, although the header reads well', async () => {
    const noisy = at('noisy.jpg')
    await sharp({
      create: {
        width: 1200,
        height: 900,
        channels: 3,
        background: '#777',
        noise: { type: 'gaussian', mean: 120, sigma: 30 },
      },
    })
      .jpeg()
      .toFile(noisy)
    const rotten = readFileSync(noisy)
    for (let n = 0; n < 400; n++) rotten[Math.floor(rotten.length * 0.3) + n * 7] = (n * 37) & 0xff
    // An end of the picture before its last rows are there.
    const ended = readFileSync(noisy)
    ended.fill(0xff, ended.length - 60, ended.length - 30).fill(0xd9, ended.length - 30, ended.length - 12)
    for (const bytes of [rotten, ended]) {
      const file = write('rotten.jpg', bytes)
      expect((await sharp(file).metadata()).width).toBe(1200)
      expect((await refusal(file, '坏位.jpg')).kind).toBe('file-broken')
    }
  })

  it('are refused as noise and as zeros', async () => {
    expect((await refusal(write('zeros.jpg', Buffer.alloc(5000)), '零.jpg')).kind).toBe('file-broken')
  })

  it('are refused under a wrong extension, by what they are', async () => {
    await sharp(at('good.jpg')).png().toFile(at('really.png'))
    const problem = await refusal(at('really.png'), '张三3.jpg')
    expect(problem).toMatchObject({
      kind: 'file-type',
      found: 'PNG 图片（.png）',
      expected: 'JPEG 照片（.jpg）',
    })
    expect((await refusal(write('text.jpg', '这不是照片'), '张三4.jpg')).kind).toBe('file-type')
  })

  it('are refused as a bomb from the header, before anything is decoded', async () => {
    const problem = await refusal(write('bomb.png', bomb(200_000, 200_000)), '炸弹.png')
    expect(problem).toMatchObject({ kind: 'pixels-too-many', width: 200_000, height: 200_000 })
    expect((await refusal(write('wide.png', bomb(60_000, 4_000)), '巨图.png')).kind).toBe('pixels-too-many')
  })
})

describe('films', () => {
  it('are measured, also turned by their display matrix', async () => {
    const plain = await film(dir, 'plain', { size: '1920x1080', seconds: 1 })
    const result = await renderer.examine(plain, '张三.mp4')
    expect(result.ok && result.value).toMatchObject({
      kind: 'film',
      container: 'mp4',
      width: 1920,
      height: 1080,
      fps: 30,
      hasAudio: true,
    })
    const { ffmpeg } = await tools()
    const turned = at('turned.mp4')
    execFileSync(ffmpeg, [
      '-v',
      'error',
      '-y',
      '-i',
      plain,
      '-c',
      'copy',
      '-metadata:s:v:0',
      'rotate=90',
      turned,
    ])
    const again = await renderer.examine(turned, '张三.mp4')
    expect(again.ok && again.value).toMatchObject({ width: 1080, height: 1920 })
  })

  it('are taken at 180.0 seconds and refused at 181', async () => {
    const long = await film(dir, 'long', {
      ...{ size: '192x108', seconds: 181, fps: 1, soundDb: null },
      options: ['-vf', 'scale=1920:1080:flags=neighbor,format=yuv420p'],
    })
    const { ffmpeg } = await tools()
    const exact = at('exact.mp4')
    execFileSync(ffmpeg, ['-v', 'error', '-y', '-i', long, '-t', '180', '-c', 'copy', exact])
    const result = await renderer.examine(exact, '三分钟.mp4')
    expect(result.ok && result.value.kind === 'film' && result.value.durationMs).toBe(180_000)
    expect(await refusal(long, '过长.mp4')).toMatchObject({
      kind: 'film-too-long',
      durationMs: 181_000,
      maxMs: 180_000,
    })
  })

  it('are refused at other sizes', async () => {
    const small = await film(dir, 'small', { size: '1280x720', seconds: 1 })
    expect(await refusal(small, '小.mp4')).toMatchObject({ kind: 'film-size', width: 1280, height: 720 })
  })

  it('are refused truncated, by the packets that are missing', async () => {
    const whole = await film(dir, 'whole', { size: '1920x1080', seconds: 2 })
    const cut = write('cut.mp4', readFileSync(whole))
    truncateSync(cut, Math.floor(statSync(whole).size * 0.6))
    expect((await refusal(cut, '残缺.mp4')).kind).toBe('file-broken')
    const head = write('head.mp4', readFileSync(whole).subarray(0, 300))
    expect((await refusal(head, '只有开头.mp4')).kind).toBe('file-broken')
  })

  it('of other containers are refused by name', async () => {
    const { ffmpeg } = await tools()
    const file = at('film.avi')
    execFileSync(ffmpeg, [
      '-v',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=320x240:duration=1',
      '-c:v',
      'mpeg4',
      file,
    ])
    expect(await refusal(file, '张三.mp4')).toMatchObject({ kind: 'file-type', expected: 'MP4 视频（.mp4）' })
  })
})

describe('documents', () => {
  it('are known by their bytes', async () => {
    const docx = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('推荐表')] }] }))
    const pdf = '%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'
    for (const [name, bytes, format] of [
      ['a.docx', docx, 'docx'],
      ['a.pdf', pdf, 'pdf'],
      ['a.txt', '事迹材料', 'txt'],
      ['gbk.txt', Buffer.from([0xca, 0xc2, 0xbc, 0xa3, 0x0a]), 'txt'],
    ] as const) {
      const result = await renderer.examine(write(name, bytes), name)
      expect(result.ok && result.value).toMatchObject({ kind: 'document', format })
    }
    expect((await refusal(write('cut.docx', docx.subarray(0, docx.length - 200)), '推荐表.docx')).kind).toBe(
      'file-broken',
    )
    expect((await refusal(write('cut.pdf', '%PDF-1.4\n1 0 obj'), '廉政意见.pdf')).kind).toBe('file-broken')
    expect((await refusal(write('pdf.docx', pdf), '推荐表2.docx')).kind).toBe('file-type')
  })
})
