'use client'
/** Finds a finding's words in what the person is typing in, to show or replace them so that Ctrl+Z takes it back. */
import {
  $createRangeSelection,
  $getRoot,
  $isElementNode,
  $isLineBreakNode,
  $isTextNode,
  $setSelection,
  type ElementNode,
  getNearestEditorFromDOMNode,
  type LexicalEditor,
  type LexicalNode,
  UNDO_COMMAND,
} from '@payloadcms/richtext-lexical/lexical'
import type { WordFinding } from '../../domain/word-check/finding.ts'

type Words = Pick<WordFinding, 'index' | 'at' | 'found'>
type Control = HTMLInputElement | HTMLTextAreaElement

const controlIn = (field: Element): Control | null =>
  field.querySelector<Control>('input[type=text], textarea')
const editorIn = (field: Element): LexicalEditor | null =>
  getNearestEditorFromDOMNode(field.querySelector('[contenteditable][data-lexical-editor]'))

/** Selects the words, or with `proposal` puts it in their place. False when they stand there no more. */
export function reach(field: Element | null, words: Words, proposal?: string): boolean {
  if (!field) return false
  const control = controlIn(field)
  if (control) return reachControl(control, words, proposal)
  const editor = editorIn(field)
  if (!editor) return false
  let isThere = false
  editor.update(
    () => {
      isThere = reachNodes(words, proposal)
    },
    // A step of its own for Ctrl+Z.
    proposal === undefined ? { discrete: true } : { discrete: true, tag: 'history-push' },
  )
  if (isThere) editor.focus()
  return isThere
}

export function undo(field: Element | null): void {
  if (!field) return
  const control = controlIn(field)
  if (control) {
    control.focus()
    document.execCommand('undo')
  } else editorIn(field)?.dispatchCommand(UNDO_COMMAND, undefined)
}

/** All that stands in the field now. */
export function textIn(field: Element | null): string {
  if (!field) return ''
  return controlIn(field)?.value ?? editorIn(field)?.read(() => $getRoot().getTextContent()) ?? ''
}

function reachControl(control: Control, { at, found }: Words, proposal?: string): boolean {
  if (control.value.slice(at, at + found.length) !== found) return false
  control.focus()
  control.setSelectionRange(at, at + found.length)
  // The one way to change a field that the browser's own undo knows of; React hears it as typing.
  if (proposal === '') return document.execCommand('delete')
  return proposal === undefined || document.execCommand('insertText', false, proposal)
}

/** Paragraphs and list items with words in them, as the domain counts passages. */
function passagesIn(node: ElementNode): readonly ElementNode[] {
  const children = node.getChildren()
  const isBlock = (child: LexicalNode): child is ElementNode => $isElementNode(child) && !child.isInline()
  const own = children.some((child) => !isBlock(child)) && textOf(node).trim() !== '' ? [node] : []
  return [...own, ...children.filter(isBlock).flatMap(passagesIn)]
}

const wordOf = (child: LexicalNode): string =>
  $isTextNode(child)
    ? child.getType() === 'tab'
      ? ' '
      : child.getTextContent()
    : $isLineBreakNode(child)
      ? '\n'
      : ''
const textOf = (node: ElementNode): string => node.getChildren().map(wordOf).join('')

function reachNodes({ index, at, found }: Words, proposal?: string): boolean {
  const passage = passagesIn($getRoot())[index]
  if (!passage) return false
  const text = textOf(passage)
  const start = text.length - text.trimStart().length + at
  if (text.slice(start, start + found.length) !== found) return false
  const [from, to] = [pointAt(passage, start, true), pointAt(passage, start + found.length, false)]
  if (!from || !to) return false
  const selection = $createRangeSelection()
  selection.anchor.set(from.key, from.offset, 'text')
  selection.focus.set(to.key, to.offset, 'text')
  $setSelection(selection)
  if (proposal !== undefined) selection.insertText(proposal)
  return true
}

function pointAt(
  passage: ElementNode,
  place: number,
  isStart: boolean,
): { readonly key: string; readonly offset: number } | null {
  let before = 0
  for (const child of passage.getChildren()) {
    const { length } = wordOf(child)
    const isHere = isStart ? place < before + length : place <= before + length
    if (isHere) return $isTextNode(child) ? { key: child.getKey(), offset: place - before } : null
    before += length
  }
  return null
}
