/** The editor's style sheet without what the studio's own says: nothing is lost, and nothing is there twice. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, it } from 'vitest'

const require = createRequire(import.meta.url)
const ownStyles = require('../../scripts/own-styles.cjs') as (this: unknown, sheet: string) => string
const own = (sheet: string): string => ownStyles.call({ addDependency() {} }, sheet)

const common = readFileSync(require.resolve('@payloadcms/next/css'), 'utf8')
const editors = readFileSync(
  path.join(path.dirname(require.resolve('@payloadcms/richtext-lexical/client')), 'bundled.css'),
  'utf8',
)

it('leaves out of the editor’s sheet what every page has already, and nothing else', () => {
  const left = own(editors)
  expect(left.length).toBeLessThan(editors.length / 4)
  expect(left).toContain('.LexicalEditorTheme__block')
  expect(left).not.toContain('.shimmer-effect__shine')
  expect(own(common)).toBe('')
  // Rules of its own stay, whatever stands in their words.
  const mine = '@import "a;b.css";\n@layer x{.a::before{content:"}\\""}}'
  expect(own(`${common}${mine}${common}`)).toBe(mine)
})

it('takes no sheet that is cut off', () => {
  expect(() => own('.a{color:red')).toThrow('does not end')
})
