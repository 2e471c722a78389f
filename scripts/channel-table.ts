/** Writes the channel table between the marks of README.md and README.zh.md; prints it where a file has none. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { channels } from '../src/channels/index.ts'
import { channelTable, withChannelTable } from './channel-markdown.ts'

for (const [file, lang] of [
  ['README.md', 'en'],
  ['README.zh.md', 'zh'],
] as const) {
  const filled = existsSync(file) ? withChannelTable(readFileSync(file, 'utf8'), channels, lang) : null
  if (filled === null) console.log(`${channelTable(channels, lang)}\n`)
  else writeFileSync(file, filled)
}
