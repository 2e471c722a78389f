/** Small real materials for the kill test: two nominees, noise photographs of 2 MB, a film of one second. */
import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { writeTable } from '../../scripts/fixtures/sample/papers.ts'

const run = promisify(execFile)

const nominees = [
  { name: '王翀', unit: '沈阳市科学技术协会', film: '1920x1080', photos: 3 },
  { name: '李䶮', unit: '大连市科学技术协会', film: null, photos: 3 },
]

/** How many originals a whole import of it records: photographs, deeds and a film. */
export const originalCount = nominees.reduce((sum, { photos, film }) => sum + photos + 1 + (film ? 1 : 0), 0)

export async function makeSmallMaterials(folder: string, ffmpeg: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const header = [
    '姓名',
    '推荐单位',
    '类别',
    '工作单位',
    '职务职称',
    '研究领域',
    '事迹简介',
    '同意公开（日期）',
  ]
  const about = '他扎根一线二十年，解决了一批关键技术难题。他把论文写在大地上。'
  await writeTable(path.join(folder, '候选人汇总表.xlsx'), [
    header,
    ...nominees.map(({ name, unit }) => [name, unit, '1', '某研究所', '研究员', '材料', about, '2026-01-05']),
  ])
  for (const { name, unit, film, photos } of nominees) {
    const own = path.join(folder, `${unit}_${name}`)
    await mkdir(own)
    await writeFile(path.join(own, '主要事迹.txt'), Array.from({ length: 30 }, () => about).join('\n'))
    for (let number = 1; number <= photos; number += 1)
      await makePhoto(path.join(own, `${name}${number}.jpg`))
    if (!film) continue
    const picture = ['-f', 'lavfi', '-i', `testsrc2=size=${film}:rate=10:duration=1`]
    const sound = ['-f', 'lavfi', '-i', 'sine=duration=1']
    const codecs = [
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
      '-c:a',
      'aac',
      '-shortest',
    ]
    await run(ffmpeg, [...picture, ...sound, ...codecs, path.join(own, `${name}1.mp4`)])
  }
}

async function makePhoto(file: string): Promise<void> {
  const [width, height] = [1920, 1440]
  await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 96 })
    .toFile(file)
}
