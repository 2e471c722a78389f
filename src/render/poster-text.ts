/** A block of words as nodes, set as large as its box allows. */
import type { MeasuredNode, Node, Renderer } from '@takumi-rs/core'
import { breakLines, emWidth } from './line-break.ts'
import type { Block } from './poster-layout.ts'
import { nameGap, setNames, type Words } from './poster-words.ts'

const inks = {
  gold: {
    backgroundImage: 'linear-gradient(180deg, #fff3cf 8%, #f3d58c 48%, #dba850 92%)',
    backgroundClip: 'text',
    color: 'transparent',
  },
  white: { color: '#ffffff' },
  cream: { color: '#ffe9c9' },
  pale: { color: 'rgba(255, 233, 201, 0.86)' },
} as const

/** Of the size in the layout: below `names` organisers would not be read, so the output is refused. */
const smallest = { scale: 0.15, names: 0.6 } as const

const isTooSmall = (words: Words, scale: number, width: number): boolean =>
  words.names.length > 0 && setInLines(words, { scale, narrow: 1 }, width).size < words.size * smallest.names

/**
 * Largest step of 3 % at which the block's words stand inside its box; measured, because fonts differ from estimates.
 * Null where the organisers would be too small to read.
 */
export async function fitted(renderer: Renderer, block: Block): Promise<Node | null> {
  const { box, words } = block
  // Words that are wider than estimated, as Latin ones may be, get smaller by themselves and leave the others alone.
  const narrowed = words.map(() => 1)
  for (let scale = 1; ; ) {
    if (words.some((text) => isTooSmall(text, scale, box.width))) return null
    const node = column(block, scale, narrowed)
    const measured = await renderer.measure(node, { width: Math.ceil(box.width) })
    const widths = measured.children.map(widest)
    if (widths.some((width) => width > box.width)) {
      for (const [n, width] of widths.entries())
        if (width > box.width) narrowed[n] = (narrowed[n] ?? 1) * Math.min(0.97, box.width / width)
      continue
    }
    if (measured.height <= box.height || scale < smallest.scale) return placed(block, node)
    scale *= 0.97
  }
}

const widest = ({ runs, children }: MeasuredNode): number =>
  Math.max(0, ...runs.map((run) => run.width), ...children.map(widest))

/** A line that is a little too long is rather set a little smaller than broken; a name always is. */
const smallestForOneLine = 0.8

/** `scale` is the whole block's, `narrow` these words' own. */
interface Shrink {
  readonly scale: number
  readonly narrow: number
}

function setInLines(
  words: Words,
  { scale, narrow }: Shrink,
  width: number,
): { size: number; lines: readonly string[] } {
  const perEm = 1 + words.spacing
  const wanted = words.size * scale * narrow
  if (words.names.length > 0) {
    const { ems } = setNames(words, width / wanted)
    return { size: Math.min(wanted, width / ems), lines: [words.text] }
  }
  const dashes = words.rule === 'beside' ? 6 : 0
  const oneLine = Math.min(wanted, (narrow * width) / ((emWidth(words.text) + dashes) * perEm))
  if (!words.breaks || oneLine >= wanted * smallestForOneLine) return { size: oneLine, lines: [words.text] }
  return { size: wanted, lines: breakLines(words.text, width / wanted / perEm) }
}

/** Rows of a block at a scale: one container per text, in it one node per line. */
function column({ words, align, box }: Block, scale: number, narrowed: readonly number[]): Node {
  return {
    type: 'container',
    style: { display: 'flex', flexDirection: 'column', width: box.width },
    children: words.map((text, n) => row(text, { scale, narrow: narrowed[n] ?? 1 }, align, box.width)),
  }
}

function row(words: Words, by: Shrink, align: Block['align'], width: number): Node {
  const { size, lines } = setInLines(words, by, width)
  const spacing = size * words.spacing
  const style = {
    fontFamily: words.font,
    fontWeight: words.weight,
    fontSize: size,
    lineHeight: words.lineHeight,
    letterSpacing: spacing,
    // Letter spacing is also added after the last character, which would push centred words aside.
    paddingLeft: align === 'center' ? spacing : 0,
    whiteSpace: 'nowrap',
    ...inks[words.ink],
  } as const
  const set = (text: string): Node => ({ type: 'text', text, style })
  const texts = lines.map(set)
  const side = align === 'center' ? 'center' : 'flex-start'
  return {
    type: 'container',
    style: {
      display: 'flex',
      flexDirection: 'column',
      alignItems: side,
      marginBottom: words.gapAfter * by.scale,
    },
    children: [
      words.text === ''
        ? { type: 'container', style: { width: 1, height: size } }
        : words.rule === 'beside'
          ? {
              type: 'container',
              style: sideBySide,
              children: [dash(size, align, 'left'), ...texts, dash(size, align, 'right')],
            }
          : words.names.length > 0
            ? inColumns({ ...words, size }, setNames(words, width / size).columns, set)
            : {
                type: 'container',
                style: { display: 'flex', flexDirection: 'column', alignItems: side },
                children: texts,
              },
      ...(words.rule === 'under' ? [underline(size, width, align)] : []),
    ],
  }
}

/** Column by column, because a column is as wide as its longest name; rows line up, since all have one height. */
function inColumns(words: Words, columns: readonly (readonly string[])[], set: (text: string) => Node): Node {
  const stack = (texts: readonly string[], marginRight: number): Node => ({
    type: 'container',
    style: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', flexShrink: 0, marginRight },
    children: texts.map(set),
  })
  const [only = []] = columns
  if (columns.length === 1 && only.length > 1) return stack([words.text, ...only], 0)
  const gap = words.size * nameGap
  return {
    type: 'container',
    style: { ...sideBySide, alignItems: 'flex-start' },
    children: [
      stack([words.text], 0),
      ...columns.map((names, n) => stack(names, n < columns.length - 1 ? gap : 0)),
    ],
  }
}

const sideBySide = { display: 'flex', flexDirection: 'row', alignItems: 'center' } as const
const fadesOut = 'linear-gradient(90deg, #f3d58c, rgba(243,213,140,0))'
const fadesIn = 'linear-gradient(90deg, rgba(243,213,140,0), #f3d58c)'

/** The short gold lines at both sides of the year; at the right only where the words stand at the left. */
function dash(size: number, align: Block['align'], side: 'left' | 'right'): Node {
  const isShown = align === 'center' || side === 'right'
  return {
    type: 'container',
    style: {
      width: isShown ? size * 2.4 : 0,
      height: Math.max(1, size * 0.05),
      marginLeft: isShown && side === 'right' ? size * 0.4 : 0,
      marginRight: isShown && side === 'left' ? size * 0.4 : 0,
      backgroundImage: side === 'left' ? fadesIn : fadesOut,
    },
  }
}

const underline = (size: number, width: number, align: Block['align']): Node => ({
  type: 'container',
  style: {
    width: Math.min(width * 0.6, size * 3.4),
    height: Math.max(1, size * 0.022),
    marginTop: size * 0.14,
    backgroundImage:
      align === 'center'
        ? 'linear-gradient(90deg, rgba(243,213,140,0), #f3d58c 50%, rgba(243,213,140,0))'
        : fadesOut,
  },
})

function placed({ box, stand }: Block, content: Node): Node {
  const justifyContent = stand === 'top' ? 'flex-start' : stand === 'bottom' ? 'flex-end' : 'center'
  return {
    type: 'container',
    style: {
      position: 'absolute',
      left: box.x,
      top: box.y,
      width: box.width,
      height: box.height,
      display: 'flex',
      flexDirection: 'column',
      justifyContent,
    },
    children: [content],
  }
}
