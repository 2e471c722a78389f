/**
 * The rich text editor's style sheet holds all of the studio's own rules a second time, and every page would parse and
 * match both: of the editor's, what the studio's sheet does not say already. Runs inside `next build`.
 */
const { readFileSync } = require('node:fs')

/** A sheet cut into its outermost rules and statements. */
function rulesOf(sheet) {
  const rules = []
  let depth = 0
  let start = 0
  let quote = ''
  for (let at = 0; at < sheet.length; at += 1) {
    const sign = sheet[at]
    if (quote !== '') {
      if (sign === '\\') at += 1
      else if (sign === quote) quote = ''
      continue
    }
    if (sign === '"' || sign === "'") quote = sign
    else if (sign === '{') depth += 1
    else if (sign === '}') depth -= 1
    if (depth === 0 && (sign === '}' || sign === ';')) {
      rules.push(sheet.slice(start, at + 1).trim())
      start = at + 1
    }
  }
  if (depth !== 0 || quote !== '')
    throw new Error('own-styles: the sheet does not end where its last rule does')
  return rules
}

module.exports = function ownStyles(sheet) {
  const common = require.resolve('@payloadcms/next/css')
  this.addDependency(common)
  const known = new Set(rulesOf(readFileSync(common, 'utf8')))
  return rulesOf(sheet)
    .filter((rule) => !known.has(rule))
    .join('\n')
}
