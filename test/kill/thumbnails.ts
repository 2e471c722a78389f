/** Makes the small pictures of everything in a store, until it is killed: `thumbnails.js FOLDER`. */
import path from 'node:path'
import { createThumbnails } from '../../src/pipeline/thumbnails.ts'
import { createFileStore } from '../../src/platform/file-store.ts'
import { createRenderer } from '../../src/render/renderer.ts'

const root = process.argv[2] ?? ''
const store = createFileStore(root)
const renderer = createRenderer({ ffmpegPath: null, ffprobePath: null, allowsBundled: true })
const thumbnails = createThumbnails({ store, renderer, scratch: path.join(root, 'work') })
for await (const { key } of store.list('originals')) await thumbnails(key)
