/** Names and titles that differ from what the form says. */
import { graphemes } from '../text.ts'
import { placesOf } from './cautions.ts'
import type { Found } from './finding.ts'

export interface Known {
  readonly name: string
  readonly workplace: string
  readonly position: string
  /** 推荐单位. */
  readonly unit: string
}

/** How a character is read, without its tone, e.g. jian for 建. */
export type SoundOf = (character: string) => string

export const misnamed = (text: string, known: Known, soundOf: SoundOf): readonly Found[] => [
  ...personMisspelt(text, known.name, soundOf),
  ...[...new Set([known.unit, known.workplace])].flatMap((body) => bodyMisspelt(text, body)),
  ...otherTitle(text, known),
]

const han = /^\p{Script=Han}$/u
/** Words that follow a surname in ordinary text: 王的, 于是, 高在. */
const functional = new Set('的了在是和与及等不也就都而又被把从对为以于中上下里内外将会能可年月日，。、')

/**
 * As long as the name, with its surname, and one other character: of a given name of two characters any other one, of
 * one character only one that sounds alike, since 王芳 and 王刚 are two people.
 */
function personMisspelt(text: string, name: string, soundOf: SoundOf): readonly Found[] {
  const wanted = graphemes(name)
  if (wanted.length < 2 || wanted.length > 4 || wanted.some((one) => !han.test(one))) return []
  return windows(text, wanted).flatMap(({ at, found, differs }): Found[] => {
    const [other = ''] = differs.map((place) => graphemes(found)[place])
    const [meant = ''] = differs.map((place) => wanted[place])
    if (differs.length !== 1 || !han.test(other) || functional.has(other)) return []
    const soundsAlike = soundOf(other) === soundOf(meant)
    if (!soundsAlike && (differs[0] === 0 || wanted.length < 3)) return []
    const why = `与姓名“${name}”只差一字：“${other}”应为“${meant}”？若是另一个人，请点“不再提示”。`
    return [{ at, found, rule: 'name', why, proposal: soundsAlike ? name : null }]
  })
}

/** Shorter names of units differ by a character by chance. */
const shortestBody = 6

function bodyMisspelt(text: string, body: string): readonly Found[] {
  const wanted = graphemes(body)
  if (wanted.length < shortestBody) return []
  return windows(text, wanted).flatMap(({ at, found, differs }): Found[] =>
    differs.length === 1 && !digit.test(graphemes(found)[differs[0] ?? 0] ?? '')
      ? [{ at, found, rule: 'name', why: `与表中的单位“${body}”只差一字，请核对。`, proposal: body }]
      : [],
  )
}
/** 第一医院 and 第二医院 are two. */
const digit = /[\d一二三四五六七八九十东西南北]/u

/** Every run as long as what is wanted that differs in one character or in none, with the places that differ. */
function windows(
  text: string,
  wanted: readonly string[],
): readonly { readonly at: number; readonly found: string; readonly differs: readonly number[] }[] {
  const marks = graphemes(text)
  const all: { at: number; found: string; differs: number[] }[] = []
  let at = 0
  for (let start = 0; start + wanted.length <= marks.length; start += 1) {
    const differs: number[] = []
    for (let place = 0; place < wanted.length && differs.length < 2; place += 1)
      if (marks[start + place] !== wanted[place]) differs.push(place)
    if (differs.length < 2)
      all.push({ at, found: marks.slice(start, start + wanted.length).join(''), differs })
    at += marks[start]?.length ?? 0
  }
  return all
}

/** From high to low; the longer name first, since 副教授 contains 教授. */
const ladders: readonly (readonly string[])[] = [
  ['正高级工程师', '副高级工程师', '高级工程师', '助理工程师', '工程师'],
  ['副教授', '教授', '讲师', '助教'],
  ['副研究员', '助理研究员', '研究员'],
  ['副主任医师', '主任医师', '主治医师'],
  ['副主任技师', '主任技师', '主管技师'],
  ['高级农艺师', '农艺师'],
]

/** A title right beside the name that is another step of the ladder than the form's. */
function otherTitle(text: string, { name, position }: Known): readonly Found[] {
  if (name === '') return []
  return ladders.flatMap((ladder) => {
    const held = ladder.filter((title) => hasTitle(position, title, ladder))
    if (held.length === 0) return []
    return placesOf(text, name).flatMap((at): Found[] => {
      const before = text.slice(0, at)
      const after = text.slice(at + name.length)
      const title = ladder.find((one) => before.endsWith(one)) ?? ladder.find((one) => after.startsWith(one))
      if (!title || held.includes(title)) return []
      const start = before.endsWith(title) ? at - title.length : at + name.length
      const why = `称“${title}”，而“职务职称”写的是“${position}”，请核对；写当年的职称请注明时间。`
      return [{ at: start, found: title, rule: 'name', why, proposal: null }]
    })
  })
}

const hasTitle = (position: string, title: string, ladder: readonly string[]): boolean => {
  const longer = ladder.filter((one) => one !== title && one.includes(title))
  return (
    placesOf(
      longer.reduce((rest, one) => rest.replaceAll(one, '　'), position),
      title,
    ).length > 0
  )
}
