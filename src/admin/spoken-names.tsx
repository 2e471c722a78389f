'use client'
/**
 * Names for the controls Payload 3.90 leaves nameless (date fields, selects, row checkboxes, icon buttons) and Chinese
 * for the words it has only in English. Screen readers need them; nothing visible changes but tooltips.
 */
import { type ReactNode, useEffect } from 'react'

/** Words written into Payload's, Lexical's and sonner's components, out of reach of any translation. */
const foreign: Readonly<Record<string, string>> = {
  'Notifications alt+T': '通知',
  'Drag to move': '拖动此段',
  'Add block': '在此添加',
  'Insert Paragraph': '在末尾添加一段',
  'text dropdown': '文字样式',
  'Copy URL': '复制地址',
}

const icons: readonly { readonly selector: string; readonly name: string }[] = [
  { selector: '.popup-button', name: '更多操作' },
  { selector: '.date-time-picker__clear-button', name: '清除日期' },
  { selector: '.clickable-arrow--left', name: '上一页' },
  { selector: '.clickable-arrow--right', name: '下一页' },
  { selector: '.drawer-link__doc-drawer-toggler', name: '在侧栏中打开' },
  { selector: '.copy-to-clipboard', name: '复制' },
]

const textOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace('*', '').trim()

/** The label above a field; for a control outside any field what it shows itself. */
const labelAround = (element: Element): string =>
  textOf(element.closest('.field-type')?.querySelector('.field-label')) ||
  textOf(element.closest('.react-select, .rs__control')) ||
  textOf(element.closest('[class*="__wrap"], td, li'))

function checkboxName(box: HTMLInputElement): string {
  if (box.id === 'select-all') return '选择本页全部'
  const row = box.closest('tbody tr')
  if (row) return `选择：${textOf(row.querySelector('a')) || textOf(row).slice(0, 30)}`
  return textOf(box.labels?.[0]) || labelAround(box)
}

const isNameless = (element: HTMLElement): boolean =>
  !element.getAttribute('aria-label') &&
  !element.title &&
  textOf(element) === '' &&
  !(element instanceof HTMLInputElement && textOf(element.labels?.[0]))

function put(element: Element, attribute: string, value: string): void {
  if (value !== '' && element.getAttribute(attribute) !== value) element.setAttribute(attribute, value)
}

function nameAll(): void {
  for (const attribute of ['aria-label', 'title'])
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      const word = element.getAttribute(attribute) ?? ''
      put(element, attribute, foreign[word] ?? word)
      // Payload forgets to fill in the name where a table stands inside a form.
      if (word.includes('{{label}}'))
        put(element, attribute, word.replace('{{label}}', textOf(element.closest('th'))))
    }
  for (const tooltip of document.querySelectorAll('.tooltip-content')) {
    const word = foreign[textOf(tooltip)]
    // The text node itself stays: React removes it by identity.
    if (word && tooltip.firstChild) tooltip.firstChild.nodeValue = word
  }
  for (const box of document.querySelectorAll<HTMLInputElement>('.checkbox-input input[type=checkbox]'))
    for (const attribute of ['aria-label', 'title']) put(box, attribute, checkboxName(box))
  for (const { selector, name } of icons)
    for (const button of document.querySelectorAll<HTMLElement>(selector))
      if (isNameless(button)) put(button, 'aria-label', name)
  for (const input of document.querySelectorAll<HTMLInputElement>(
    'input[role=combobox], .date-time-picker input, .react-select input',
  ))
    if (isNameless(input)) put(input, 'aria-label', labelAround(input))
}

export function SpokenNames({ children }: { readonly children?: ReactNode }): ReactNode {
  useEffect(() => {
    let frame = 0
    const soon = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(nameAll)
    }
    // Attributes are left out: our own changes would wake us again.
    const watch = new MutationObserver(soon)
    watch.observe(document.body, { childList: true, subtree: true })
    soon()
    return () => {
      watch.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [])
  return children
}
