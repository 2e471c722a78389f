/** Runs inside the page: every word a visitor can see or hear there that is neither Chinese nor allowed. */

/** Names, formats and units that stay as they are in Chinese text. */
const allowed = [
  // data: e-mail addresses, addresses, file names, token marks, hashes and ids
  /[\w.+-]+@[\w-]+(\.[\w-]+)+/g,
  /https?:\/\/\S+/g,
  /[\p{L}\p{N}_-]+\.(jpe?g|png|mp4|mov|pdf|docx|xlsx|zip|txt)\b/giu,
  /\bzm_[\w-]+/g,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
  /\b[0-9a-f]{12,64}\b/g,
  /\b(image|video|application|text)\/[a-z0-9.+-]+/g,
  // versions of programs
  /\b\d+(\.\d+)+[\w.+-]*/g,
  // names, formats and units
  /(?<![A-Za-z])(Payload|SQLite|MongoDB|ffmpeg|Node\.js|libx264|aac|mpeg2video|mxf|APP|API|Shift|SHA-256|JPEG|JPG|PNG|TIFF|MP4|MOV|MXF|ZIP|TXT|PDF|Word|RSS|Atom|JSON|Feed|ninjs|LED|ID|GB|MB|KB|npm run import|npm run admin|\/setup\?code=|Authorization: Bearer|token=)(?![A-Za-z])/g,
]

export interface Finding {
  readonly text: string
  readonly problem: 'translation key' | 'English'
}

/** `own` are strings of the test's own documents, e.g. a slug. */
export function foreignWords(texts: readonly string[], own: readonly string[]): Finding[] {
  const findings: Finding[] = []
  for (const text of new Set(texts)) {
    let left = text
    for (const word of own) left = left.replaceAll(word, ' ')
    for (const pattern of allowed) left = left.replace(pattern, ' ')
    if (/\b[a-z][A-Za-z]*:[a-z][A-Za-z]+\b/.test(left)) findings.push({ text, problem: 'translation key' })
    else if (/[A-Za-z]{2,}/.test(left)) findings.push({ text, problem: 'English' })
  }
  return findings
}

/** Evaluated in the browser: text nodes that are laid out, and the words only assistive technology reads. */
export function visibleTexts(): string[] {
  const texts: string[] = [document.title]
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node as HTMLElement
    if (['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT'].includes(element.tagName)) continue
    if (!element.checkVisibility()) continue
    for (const child of element.childNodes)
      if (child.nodeType === Node.TEXT_NODE && child.textContent?.trim()) texts.push(child.textContent.trim())
    for (const name of ['placeholder', 'aria-label', 'title', 'alt', 'aria-description']) {
      const value = element.getAttribute(name)?.trim()
      if (value) texts.push(value)
    }
  }
  return texts
}
