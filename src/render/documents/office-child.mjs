/**
 * Parses office files in a process of its own, one after the other, which ends itself when one costs too much memory or
 * time. Plain JavaScript, because Node runs it as it stands, from the sources and from the bundle alike; everything that
 * is decided about the words is decided in office.ts.
 */
import process from 'node:process'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'

/** This thread watches, since the one that parses cannot: both libraries work in one piece. */
function watch() {
  let worker = null
  process.on('message', ({ maxBytes, maxMs, maxLeftBytes, ...task }) => {
    const startedAt = Date.now()
    const end = (answer) => process.send(answer, () => process.exit(0))
    const ticking = setInterval(() => {
      if (process.memoryUsage.rss() > maxBytes || Date.now() - startedAt > maxMs) end({ kind: 'costly' })
    }, 20)
    worker ??= new Worker(new URL(import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: Math.floor(maxBytes / 1_000_000) },
    })
    worker.removeAllListeners()
    worker.once('message', (value) => {
      clearInterval(ticking)
      process.send({ kind: 'done', value, mayGoOn: process.memoryUsage.rss() <= maxLeftBytes })
    })
    worker.once('error', ({ code }) =>
      end({ kind: code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'costly' : 'broken' }),
    )
    worker.postMessage(task)
  })
  process.on('disconnect', () => process.exit(1))
}

async function table(file) {
  const { readSheet } = await import('read-excel-file/node')
  return (await readSheet(file)).map((row) => row.map(cellText))
}

function cellText(cell) {
  if (cell === null || cell === undefined) return ''
  // Excel keeps days without a zone; the reader gives them as UTC.
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell)
}

async function paragraphs(file) {
  const { default: mammoth } = await import('mammoth')
  let found = []
  await mammoth.convertToHtml(
    { path: file },
    {
      // The document tree says what the HTML no longer does; the HTML itself is not used.
      transformDocument: (document) => {
        found = paragraphsOf(document)
        return { ...document, children: [] }
      },
    },
  )
  return found
}

function paragraphsOf(node) {
  if (node.type !== 'paragraph') return (node.children ?? []).flatMap(paragraphsOf)
  return [{ text: textOf(node), style: node.numbering ? 'list' : (node.styleName ?? null) }]
}

function textOf(node) {
  if (node.type === 'text') return node.value ?? ''
  if (node.type === 'break') return '\n'
  if (node.type === 'tab') return ' '
  return (node.children ?? []).map(textOf).join('')
}

if (isMainThread) watch()
else
  parentPort.on('message', async ({ what, file }) =>
    parentPort.postMessage(await (what === 'table' ? table(file) : paragraphs(file))),
  )
