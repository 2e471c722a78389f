'use client'
/**
 * Names for the controls Payload 3.90 leaves nameless (date fields, selects, row checkboxes, icon buttons) and Chinese
 * for the words it has only in English. Screen readers need them; nothing visible changes but tooltips.
 */
import { type ReactNode, useEffect } from 'react'
import { minute } from './clock.ts'

/** Words written into the components of Payload, Lexical, sonner and react-datepicker, out of reach of any translation. */
const foreign: Readonly<Record<string, string>> = {
  'Notifications alt+T': '通知',
  'Drag to move': '拖动此段',
  'Add block': '在此添加',
  'Insert Paragraph': '在末尾添加一段',
  'text dropdown': '文字样式',
  'Copy URL': '复制地址',
  'Choose Date': '选择日期',
  'Choose Date and Time': '选择日期和时间',
  'Previous Month': '上个月',
  'Next Month': '下个月',
  Time: '时间',
}

const phrases: readonly (readonly [RegExp, string])[] = [
  [/^Choose (\d.+)$/, '选择$1'],
  [/^Not available (\d.+)$/, '不可选：$1'],
  [/^Month (.+), (\d+)$/, '$2年$1'],
  [/^Successfully saved (\d+) files$/, '已保存 $1 个文件'],
  [/^Failed to save (\d+) files$/, '$1 个文件没有保存'],
  // What react-select says aloud.
  [/^options? (.*), selected\.$/, '已选：$1。'],
  [/^option (.*), deselected\.$/, '已取消：$1。'],
  [/^All selected options have been cleared\.$/, '已全部清除。'],
  [/^(\d+) results? available( for search term .*)?\.$/, '有 $1 项可选。'],
  [/^(.*?)( selected)?( disabled)?, (\d+) of (\d+)\.$/, '$1，第 $4 项，共 $5 项。'],
  [/^value (.*) focused, (\d+) of (\d+)\.$/, '已选的“$1”，第 $2 项，共 $3 项。'],
  [/^(.+) is focused ,?.*press Down to open the menu.*$/s, '$1：可输入文字筛选，按向下键打开列表。'],
  [/^Use Up and Down to choose options.*$/s, '按上下键选择，回车确定，Esc 关闭列表。'],
]

/** Payload's lock dialog writes “Nov 28, 2026, 6:45 PM”, in the browser's zone. */
const englishTime = /^[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d{2}\s[AP]M$/

const inChinese = (given: string): string => {
  // An option that Payload shows as an element has no word of its own there.
  const word = given.replaceAll('[object Object]', '这一项')
  if (englishTime.test(word)) return minute(new Date(word.replace(/\s/g, ' ')))
  const phrase = phrases.find(([pattern]) => pattern.test(word))
  return foreign[word] ?? (phrase ? word.replace(...phrase) : word)
}

/** Where such words stand as text. */
const captions =
  '#aria-selection, #aria-focused, #aria-results, #aria-guidance, .tooltip-content, .react-datepicker-time__header, .react-datepicker__navigation-icon, .document-locked strong, [data-title]'

const icons: readonly { readonly selector: string; readonly name: string }[] = [
  { selector: '.popup-button', name: '更多操作' },
  { selector: '.date-time-picker__clear-button', name: '清除日期' },
  { selector: '.clickable-arrow--left', name: '上一页' },
  { selector: '.clickable-arrow--right', name: '下一页' },
  { selector: '.drawer-link__doc-drawer-toggler', name: '在侧栏中打开' },
  { selector: '.copy-to-clipboard', name: '复制' },
  { selector: '.react-datepicker__month-select', name: '月份' },
  { selector: '.react-datepicker__year-select', name: '年份' },
]

/** In a drawer Payload's labels point at ids that are not there. */
const fields =
  'input[role=combobox], .field-type input:not([type=checkbox]), .field-type textarea, .react-select input'

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
  (element instanceof HTMLSelectElement ||
    textOf(element) === [...element.querySelectorAll('.tooltip-content')].map(textOf).join('')) &&
  !(element instanceof HTMLInputElement && textOf(element.labels?.[0]))

function put(element: Element, attribute: string, value: string): void {
  if (value !== '' && element.getAttribute(attribute) !== value) element.setAttribute(attribute, value)
}

function nameAll(): void {
  for (const attribute of ['aria-label', 'title'])
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      const word = element.getAttribute(attribute) ?? ''
      put(element, attribute, inChinese(word))
      // Payload forgets to fill in the name where a table stands inside a form.
      if (word.includes('{{label}}'))
        put(element, attribute, word.replace('{{label}}', textOf(element.closest('th'))))
    }
  for (const caption of document.querySelectorAll(captions)) {
    const text = caption.firstChild
    const word = text?.nodeValue ? inChinese(text.nodeValue) : null
    // The text node itself stays: React removes it by identity.
    if (text && word && word !== text.nodeValue) text.nodeValue = word
  }
  for (const box of document.querySelectorAll<HTMLInputElement>('.checkbox-input input[type=checkbox]'))
    for (const attribute of ['aria-label', 'title']) put(box, attribute, checkboxName(box))
  for (const { selector, name } of icons)
    for (const button of document.querySelectorAll<HTMLElement>(selector))
      if (isNameless(button)) put(button, 'aria-label', name)
  for (const input of document.querySelectorAll<HTMLElement>(fields))
    if (isNameless(input)) put(input, 'aria-label', labelAround(input))
  for (const editor of document.querySelectorAll('[contenteditable][role=textbox]'))
    put(editor, 'aria-label', labelAround(editor))
}

/** Regions, lists and hidden controls, as assistive technology must find them. */
const roles: readonly { readonly selector: string; readonly role: string }[] = [
  // Payload has a main region on some pages alone, and then around a part.
  { selector: '.template-default__wrap', role: 'main' },
  { selector: '.template-default__wrap :is(main, header)', role: 'presentation' },
  // A list without items.
  { selector: '.doc-tabs__tabs', role: 'group' },
]

/** The keyboard scrolls what it stands on: a narrow page cuts the dates of a document's head. */
const scrolling = '.doc-controls__content'

function reachScrolling(heads: readonly Element[]): void {
  for (const head of heads)
    if (head.scrollWidth > head.clientWidth) {
      put(head, 'tabindex', '0')
      put(head, 'role', 'group')
      put(head, 'aria-label', '资料的状态和时间')
    } else head.removeAttribute('tabindex')
}

/** `sizes` tells of a head's size once it is laid out: asked for here, the whole page would be laid out for the answer. */
function arrangeAll(sizes: ResizeObserver): void {
  for (const { selector, role } of roles)
    for (const element of document.querySelectorAll(selector)) put(element, 'role', role)
  // Hidden from assistive technology, so the keyboard must not stop there: the field itself opens the list.
  for (const button of document.querySelectorAll('.dropdown-indicator[aria-hidden]'))
    put(button, 'tabindex', '-1')
  // The keyboard reaches it, so it must not be hidden.
  for (const button of document.querySelectorAll('.clear-indicator[aria-hidden]')) {
    button.removeAttribute('aria-hidden')
    put(button, 'aria-label', `清除：${labelAround(button)}`)
  }
  for (const head of document.querySelectorAll(scrolling)) {
    // Anew, since what stands in it may have grown while it itself did not.
    sizes.unobserve(head)
    sizes.observe(head)
  }
  // Its name lacks the number that it shows.
  for (const tab of document.querySelectorAll('.doc-tab[aria-label]')) put(tab, 'aria-label', textOf(tab))
}

export function SpokenNames({ children }: { readonly children?: ReactNode }): ReactNode {
  useEffect(() => {
    let frame = 0
    const sizes = new ResizeObserver((seen) => reachScrolling(seen.map(({ target }) => target)))
    const soon = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        nameAll()
        arrangeAll(sizes)
      })
    }
    // Our own changes wake us once more, and then there is nothing left to change.
    const watch = new MutationObserver(soon)
    watch.observe(document.body, {
      childList: true,
      characterData: true,
      subtree: true,
      attributeFilter: ['aria-label'],
    })
    soon()
    return () => {
      watch.disconnect()
      sizes.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [])
  return children
}
