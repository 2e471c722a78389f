/** Controls that assistive technology could not name, by Chromium's own accessibility tree. */
import type { Page } from 'playwright-core'

const controls = new Set([
  'button',
  'link',
  'textbox',
  'searchbox',
  'combobox',
  'listbox',
  'checkbox',
  'radio',
  'switch',
  'slider',
  'spinbutton',
  'menuitem',
  'tab',
])

interface AxNode {
  readonly ignored: boolean
  readonly role?: { readonly value?: unknown }
  readonly name?: { readonly value?: unknown }
  readonly backendDOMNodeId?: number
}

/** The opening tag of each nameless control. */
export async function namelessControls(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Accessibility.enable')
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: readonly AxNode[] }
  const nameless = nodes.filter(
    ({ ignored, role, name }) =>
      !ignored && controls.has(String(role?.value)) && !String(name?.value ?? '').trim(),
  )
  const tags: string[] = []
  for (const { backendDOMNodeId } of nameless) {
    if (backendDOMNodeId === undefined) continue
    const { outerHTML } = await session.send('DOM.getOuterHTML', { backendNodeId: backendDOMNodeId })
    tags.push(outerHTML.slice(0, outerHTML.indexOf('>') + 1))
  }
  await session.detach()
  return tags
}
