/** The visible mark of AI-made material (GB 45438-2025), as a small picture to lay over a corner. */
import sharp from 'sharp'
import { takumi } from './takumi.ts'

export interface Mark {
  readonly png: Buffer
  /** Distance from the right and lower edges. */
  readonly margin: number
}

/** Text as high as 5 % of the picture's shorter side, the least the standard allows. */
const textShare = 0.05

export async function aiMark(width: number, height: number, room = width): Promise<Mark> {
  const size = Math.max(8, Math.ceil(Math.min(width, height) * textShare))
  const renderer = await takumi()
  const png = await renderer.render(
    {
      type: 'container',
      style: {
        display: 'flex',
        padding: `${Math.round(size * 0.25)}px ${Math.round(size * 0.5)}px`,
        borderRadius: Math.round(size * 0.2),
        backgroundColor: 'rgba(0, 0, 0, 0.45)',
      },
      children: [
        {
          type: 'text',
          text: 'AI 生成',
          style: { fontFamily: 'Sans', fontWeight: 500, fontSize: size, lineHeight: 1.1, color: '#ffffff' },
        },
      ],
    },
    { format: 'png' },
  )
  // In a narrow picture it must leave the face free.
  const fitted = await sharp(png)
    .resize({ width: Math.floor(room * 0.6), withoutEnlargement: true })
    .png()
    .toBuffer()
  return { png: fitted, margin: Math.round(size * 0.5) }
}
