/** Who may import whom: the house's table, held against every file of src. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const src = path.join(root, 'src')

/** Rooms each room may import besides itself; rooms left out may import everything. */
const mayImport: Record<string, readonly string[]> = {
  domain: [],
  channels: ['domain'],
  pipeline: ['domain', 'channels'],
  render: ['domain', 'pipeline/ports.ts'],
  platform: ['domain', 'pipeline/ports.ts'],
  cms: ['domain', 'channels', 'pipeline', 'platform'],
  admin: ['domain', 'channels'],
  delivery: ['domain', 'channels', 'pipeline'],
}

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file: file.split(path.sep).join('/'), text: readFileSync(path.join(src, file), 'utf8') }))

/** Every module a text names in an import, export-from or import(). */
const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)['"]([^'"]+)['"]/g)].map(
    (match) => match[1] ?? '',
  )

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')

it('finds the rooms', () => {
  const rooms = new Set(sources.map(({ file }) => file.split('/')[0]))
  for (const room of Object.keys(mayImport)) expect(rooms).toContain(room)
})

it('keeps every room to the rooms it may import', () => {
  const trespasses: string[] = []
  for (const { file, text } of sources) {
    const room = file.split('/')[0] ?? ''
    const allowed = mayImport[room]
    if (!allowed) continue
    for (const module of importsOf(text)) {
      if (!module.startsWith('.')) continue
      const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), module))
      const isAllowed =
        target.startsWith(`${room}/`) ||
        allowed.some((name) => target === name || target.startsWith(`${name}/`))
      if (!isAllowed) trespasses.push(`${file} imports ${target}`)
    }
  }
  expect(trespasses).toEqual([])
})

it('keeps packages and globals to the rooms that own them', () => {
  const rules: { name: string; pattern: RegExp; rooms: RegExp }[] = [
    {
      name: 'Payload or Next',
      pattern: /from ['"](payload|@payloadcms\/|next)(\/|['"])|from ['"]@payloadcms/,
      rooms: /^(cms|admin|app)\/|^(server|house)\.ts$/,
    },
    { name: 'sharp', pattern: /from ['"]sharp['"]/, rooms: /^render\// },
    { name: 'child_process', pattern: /['"](node:)?child_process['"]/, rooms: /^render\// },
    { name: 'process.env', pattern: /process\.env/, rooms: /^platform\/env\.ts$/ },
  ]
  const trespasses = sources.flatMap(({ file, text }) =>
    rules
      .filter(({ pattern, rooms }) => !rooms.test(file) && pattern.test(withoutComments(text)))
      .map(({ name }) => `${file} uses ${name}`),
  )
  expect(trespasses).toEqual([])
})

it('reads no clock in domain and pipeline', () => {
  const readers = sources
    .filter(({ file }) => /^(domain|pipeline)\//.test(file))
    .filter(({ text }) => /Date\.now\(\)|new Date\(\)|performance\.now\(\)/.test(withoutComments(text)))
  expect(readers.map(({ file }) => file)).toEqual([])
})

it('writes a time in one place, in one zone', () => {
  const others = sources
    .filter(({ file }) => file !== 'domain/beijing.ts')
    .filter(({ text }) =>
      /Intl\.DateTimeFormat|toLocale(Date|Time)?String\((?!'zh-CN'\))/.test(withoutComments(text)),
    )
  expect(others.map(({ file }) => file)).toEqual([])
})

it('lets domain use nothing but itself and hashing', () => {
  const foreign = sources
    .filter(({ file }) => file.startsWith('domain/'))
    .flatMap(({ file, text }) =>
      importsOf(text)
        .filter((name) => !name.startsWith('.'))
        .map((name) => `${file}: ${name}`),
    )
    .filter((use) => !use.endsWith(': node:crypto'))
  expect(foreign).toEqual([])
})

it('imports with the file ending that Node, Next and the Payload command line all understand', () => {
  const bare = sources.flatMap(({ file, text }) =>
    importsOf(text)
      .filter((name) => name.startsWith('.') && !/\.(tsx?|js|css|scss|json|png|svg)$/.test(name))
      .map((name) => `${file}: ${name}`),
  )
  expect(bare).toEqual([])
})

/** Of a text, the modules that are there when it runs: what is imported for its types alone is not. */
const runs = (text: string): string[] =>
  [
    ...text.matchAll(
      /^(?:import|export)\s+(?!type\b)(?:(\{[^}]*\}|[^'"{]*(?:\{[^}]*\})?)\s*from\s+)?['"]([^'"]+)['"]/gm,
    ),
  ]
    .filter(([, names]) => !names || !/^\{(\s*type\s[^,}]*,?)+\s*\}$/.test(names))
    .map(([, , module]) => module ?? '')

it('sends browsers neither a polyfill of Node nor the table of channels', () => {
  const textOf = new Map(sources.map(({ file, text }) => [file, text]))
  const whence = new Map<string, string>()
  const open = sources.filter(({ text }) => text.startsWith("'use client'")).map(({ file }) => file)
  for (const file of open) whence.set(file, file)
  expect(open.length).toBeGreaterThan(20)
  const heavy: string[] = []
  for (let file = open.pop(); file !== undefined; file = open.pop())
    for (const module of runs(textOf.get(file) ?? '')) {
      const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), module))
      if (module.startsWith('node:') || target === 'channels/index.ts')
        heavy.push(`${whence.get(file)} has ${module} by way of ${file}`)
      if (!module.startsWith('.') || whence.has(target)) continue
      whence.set(target, whence.get(file) ?? '')
      open.push(target)
    }
  expect(heavy).toEqual([])
})
