/** Words to think twice about. The list is the house's own to edit; this is how it starts. */
import type { Found } from './finding.ts'

export interface Caution {
  readonly word: string
  /** In Chinese. */
  readonly why: string
  /** What to write instead; '' where nothing fits always. */
  readonly instead: string
  /** Longer words in which it is in order, e.g. 国家级高新区 for 国家级. */
  readonly except: readonly string[]
}

const agency = '新华社《新闻信息报道中的禁用词和慎用词》'
const advertising =
  '《广告法》第九条在广告中禁用此类绝对化用语；新闻不在其限，但用在大屏、海报上容易被当作广告'
const praise = `${agency}：报道事实不用评价色彩强烈的词，请改为具体的名次、奖项或数据`
const medicine = `${agency}：医药报道不用此类词语`
const scornful = `${agency}：称呼有身体伤残的人不用此词`
const appraisal = '《科学技术成果鉴定办法》已于 2016 年废止，没有权威结论时请改为具体的指标、奖项或评价单位'

const caution = (word: string, why: string, instead = '', except: readonly string[] = []): Caution => ({
  word,
  why,
  instead,
  except,
})

export const firstCautions: readonly Caution[] = [
  caution('最高级', advertising, '', ['最高级别']),
  caution('最佳', `${advertising}；${agency}也不用`, '', ['最佳实践', '最佳论文', '最佳状态', '最佳时期']),
  caution('国家级', advertising, '', [
    '国家级人才',
    '国家级科研',
    '国家级项目',
    '国家级课题',
    '国家级奖',
    '国家级重点',
    '国家级实验',
    '国家级平台',
    '国家级教学',
    '国家级高新',
    '国家级经济',
    '国家级自然保护区',
    '国家级非物质',
    '国家级工程',
    '国家级企业',
    '国家级新区',
    '国家级专家',
    '国家级专精特新',
    '国家级绿色',
    '国家级农业',
    '国家级科技',
    '国家级标准',
  ]),
  caution('世界第一', advertising),
  caution('全国第一', advertising, '', ['全国第一批', '全国第一届', '全国第一个', '全国第一家']),
  caution('全球第一', advertising),
  caution('独一无二', praise),
  caution('史无前例', praise),
  caution('最著名', praise),
  caution('最先进', praise),
  caution('填补国内空白', appraisal),
  caution('填补国际空白', appraisal),
  caution('填补世界空白', appraisal),
  caution('根治', medicine, '', ['根治术', '根治性']),
  caution('疗效最佳', medicine),
  caution('药到病除', medicine),
  caution('无副作用', medicine),
  caution('亲自', `${agency}：报道各级领导的活动不用此词；写科技工作者本人时多可删去`),
  caution('残废人', scornful, '残疾人'),
  caution('瞎子', scornful, '盲人'),
  caution('聋子', scornful, '聋人'),
  caution('弱智', scornful, '智力障碍者'),
]

/** `cautions` as edited; a word of no length warns of nothing. */
export const cautioned = (text: string, cautions: readonly Caution[]): readonly Found[] =>
  cautions.flatMap(({ word, why, instead, except }) =>
    placesOf(text, word)
      .filter((at) => !except.some((longer) => standsWithin(text, at, word, longer)))
      .map((at) => ({
        at,
        found: word,
        rule: 'caution',
        why: `慎用“${word}”：${why}。`.replace(/。。$/, '。'),
        proposal: instead === '' ? null : instead,
      })),
  )

/** Where a word begins, each once, without overlaps. */
export function placesOf(text: string, word: string): readonly number[] {
  const places: number[] = []
  if (word === '') return places
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) places.push(at)
  return places
}

const standsWithin = (text: string, at: number, word: string, longer: string): boolean =>
  placesOf(longer, word).some((offset) => text.startsWith(longer, at - offset) && at >= offset)
