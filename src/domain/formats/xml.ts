/** Builds well-formed XML from nested calls: every string is escaped, and what XML 1.0 cannot carry is left out. */

export interface Xml {
  readonly xml: string
}

type Attributes = Readonly<Record<string, string | number | null>>
type Child = Xml | string | null | readonly (Xml | null)[]

// Everything outside the Char production of XML 1.0, lone surrogates included: no escape exists for these.
const impossible = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const references: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text fit for XML and HTML, as content and within double quotes. */
export const escaped = (text: string): string =>
  text.replace(impossible, '').replace(/[&<>"]/g, (character) => references[character] ?? '')

/** One element; null children and attributes are left out. */
export function tag(name: string, attributes: Attributes = {}, ...children: readonly Child[]): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('')
  const content = children.map(write).join('')
  return { xml: content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>` }
}

function write(child: Child): string {
  if (child === null) return ''
  if (typeof child === 'string') return escaped(child)
  return 'xml' in child ? child.xml : child.flatMap((part) => part?.xml ?? []).join('\n')
}

export const xmlDocument = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`
