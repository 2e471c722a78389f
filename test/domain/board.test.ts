import { describe, expect, it } from 'vitest'
import { channels } from '../../src/channels/index.ts'
import type { Asset } from '../../src/domain/asset.ts'
import { boardRow, type CellState, cellStates, hintsOf, openGaps, shownOn } from '../../src/domain/board.ts'
import {
  type BoardPerson,
  type BoardQuery,
  countsOf,
  headOf,
  readQuery,
  standingOf,
  viewOf,
  waitsOf,
  writeQuery,
} from '../../src/domain/board-view.ts'
import { rules2021 } from '../../src/domain/campaign-rules.ts'
import { declarations } from '../../src/domain/eligibility.ts'
import { actorLabel, type Gap } from '../../src/domain/gap.ts'
import type { Editions, PublishedHonoree } from '../../src/domain/honoree.ts'
import { plan } from '../../src/domain/plan.ts'
import { type RowState, readiness } from '../../src/domain/readiness.ts'
import { ok, refuse } from '../../src/domain/result.ts'
import { allows } from '../../src/domain/rights.ts'
import { roleLabel, roles } from '../../src/domain/role.ts'
import { campaign, honoree, idPhoto, landscape, workPhoto, workPhotos } from './sample.ts'

const now = new Date('2021-06-01T00:00:00Z')
const paper = (fileName: string, format: 'docx' | 'pdf'): Asset => ({
  ...idPhoto,
  id: fileName,
  role: 'document',
  fileName,
  probe: { kind: 'document', format, bytes: 40_000 },
})
const forms = [paper('推荐表.docx', 'docx'), paper('推荐表.pdf', 'pdf')]
const papers = [...forms, paper('主要事迹.docx', 'docx'), paper('廉政意见.pdf', 'pdf')]
const whole: readonly Asset[] = [idPhoto, ...workPhotos, landscape, ...papers]
const sentence = '他二十年如一日扎根田间，带领团队选育水稻新品种，累计推广面积超过一千万亩。'
const written: PublishedHonoree = {
  ...honoree,
  deeds: Array.from({ length: 4 }, () => ({ kind: 'paragraph', text: sentence.repeat(10) }) as const),
}

interface Case {
  readonly of?: PublishedHonoree | (Omit<PublishedHonoree, 'edition'> & { readonly edition: 'draft' })
  readonly assets?: readonly Asset[]
  readonly undeclared?: Editions['undeclared']
  readonly rows?: (index: number) => Partial<RowState>
}

function row({ of = written, assets = whole, undeclared = [], rows = () => ({}) }: Case = {}) {
  const { edition } = of
  const published =
    edition === 'published'
      ? ok({ ...of, edition })
      : refuse({ kind: 'honoree-draft', name: of.name } as const)
  const planned = plan({ campaign, honoree: of, assets, channels, screens: [] })
  const made: RowState[] = planned.wanted.map(({ key }, index) => ({
    key,
    state: 'done',
    problem: null,
    variant: null,
    ...rows(index),
  }))
  return boardRow(
    { ...of, newest: ok(of), published, facts: of, isWithdrawn: false, undeclared },
    { honoree: of, assets, rules: rules2021, channels: readiness(planned, made, channels, []) },
    channels,
    now,
  )
}
const statesOf = (one: ReturnType<typeof row>): readonly CellState[] => one.cells.map(({ state }) => state)
const all = (state: CellState): readonly CellState[] => channels.map(() => state)
const textsOf = (gaps: readonly Gap[]): readonly string[] => gaps.map(({ text }) => text)

describe('an honest green', () => {
  it('is green where everything the notice and the channels ask for is there', () => {
    expect(row().gaps).toEqual([])
    expect(statesOf(row())).toEqual(all('ready'))
  })

  it('is not green on any channel of words with 18 characters of deeds, and is on screens and short video', () => {
    const short = row({
      of: { ...written, deeds: [{ kind: 'paragraph', text: '他育成水稻新品种十二个，人人都说好。' }] },
    })
    const green = short.cells.filter(({ state }) => state === 'ready').map(({ channelId }) => channelId)
    expect(green).toEqual(['landmark', 'bus', 'metro', 'coach-station', 'mall', 'douyin', 'kuaishou'])
    expect(textsOf(short.cells[0]!.gaps)).toContain('“主要事迹”只有 18 字，至少需要 1200 字，请补充。')
    expect(short.cells[0]!.gaps[0]).toMatchObject({ actor: 'staff', remedy: 'words' })
    // A hint is said to hold nothing up.
    for (const { gaps, hints } of short.cells)
      expect(textsOf(gaps).filter((text) => hints.includes(text))).toEqual([])
  })

  it.each<[string, Case, string, Partial<Gap>, CellState?]>([
    [
      'no forms',
      { assets: whole.filter((one) => !forms.includes(one)) },
      '王翀缺少推荐表（Word 版），请补交。',
      { actor: 'unit', remedy: 'materials' },
    ],
    [
      'eligibility unticked',
      { undeclared: declarations },
      '还有 4 项未勾选：「不是现役军人」「不是公务员」「不是参照公务员法管理单位的司局级以上领导」「已声明材料不涉密、适合公开宣传」，请',
      { actor: 'staff', remedy: 'consent' },
      'checking',
    ],
    [
      'a photo of 60 KB',
      {
        assets: whole.map((one) =>
          one.id === 'work-photo-1' ? { ...one, probe: { ...workPhoto(1).probe, bytes: 60_000 } } : one,
        ),
      },
      '文件“王翀1.jpg”只有',
      { actor: 'unit', remedy: 'materials' },
    ],
    [
      'no consent',
      { of: { ...written, consentGivenAt: null } },
      '尚未登记本人对公开展示的单独同意',
      { actor: 'staff', remedy: 'consent' },
      'checking',
    ],
    [
      'two photos',
      { assets: whole.filter(({ id }) => id !== 'work-photo-3') },
      '工作生活照片有 2 份',
      { actor: 'unit', remedy: 'materials' },
    ],
  ])('is green nowhere with %s', (_, wrong, text, gap, state = 'missing') => {
    const one = row(wrong)
    expect(statesOf(one)).toEqual(all(state))
    expect(one.gaps).toContainEqual({ ...gap, text: expect.stringContaining(text) })
    expect(waitsOf(one)).toContain(gap.actor)
  })

  it('takes a light photo that somebody with the right let pass', () => {
    const waiver = { reason: '唯一的历史照片', by: '审核', at: now }
    const light = { ...workPhoto(1), probe: { ...workPhoto(1).probe, bytes: 60_000 }, waiver }
    expect(row({ assets: [idPhoto, light, ...workPhotos.slice(1), landscape, ...papers] }).gaps).toEqual([])
  })

  it('lacks the film on short video alone', () => {
    const one = row({ assets: whole.filter(({ role }) => role !== 'film') })
    const open = one.cells.filter(({ state }) => state === 'missing').map(({ channelId }) => channelId)
    expect(open).toEqual(['liaoning-tv', 'douyin', 'kuaishou'])
  })
})

describe('a cell', () => {
  it('waits for the system while files are made, and for who may publish once only the draft stands against it', () => {
    const making = row({ rows: () => ({ state: 'waiting' }) })
    expect(statesOf(making)).toContain('making')
    expect(waitsOf(making)).toEqual(['system'])
    const draft = row({ of: { ...written, edition: 'draft' } })
    expect(statesOf(draft)).toEqual(all('signing'))
    expect(waitsOf(draft)).toEqual(['staff'])
    const least = roles.find((role) => allows(role, 'honorees', 'update'))!
    expect(actorLabel.staff).toBe(roleLabel[least])
    const unfinished = row({ of: { ...written, edition: 'draft', consentGivenAt: null } })
    expect(statesOf(unfinished)).toEqual(all('checking'))
  })

  it('lacks material only where material or words are missing, whatever else is open', () => {
    const one = row({ assets: whole.filter(({ role }) => role !== 'film'), undeclared: declarations })
    expect(statesOf(one).filter((state) => state === 'missing')).toHaveLength(3)
    expect(statesOf(one).filter((state) => state === 'checking')).toHaveLength(9)
  })

  it('waits for nobody once it is there: counts and lists come from the same gaps', () => {
    const gaps: readonly Gap[] = [
      { actor: 'staff', remedy: 'publish', text: '还是草稿。' },
      { actor: 'unit', remedy: 'materials', text: '缺推荐表。' },
    ]
    const [cell] = row().cells
    const live = { ...cell!, state: 'live' } as const
    const open = { ...cell!, state: 'missing' } as const
    expect(openGaps({ gaps, cells: [live] })).toEqual([])
    expect(waitsOf({ gaps, cells: [live] })).toEqual([])
    expect(textsOf(openGaps({ gaps, cells: [live, open] }))).toEqual(['缺推荐表。', '还是草稿。'])
    expect(waitsOf({ gaps, cells: [live, open] })).toEqual(['unit', 'staff'])
  })

  it('says a hint once, with the channels it is said of', () => {
    const [one, two] = row().cells
    const hinted = [
      { ...one!, hints: ['帧率偏低。', '响度偏低。'] },
      { ...two!, hints: ['帧率偏低。'] },
    ]
    expect(hintsOf(hinted)).toEqual([
      { text: '帧率偏低。', channels: [one!.label, two!.label] },
      { text: '响度偏低。', channels: [one!.label] },
    ])
  })

  it('says what failed with its key, over everything that is missing', () => {
    const one = row({
      of: { ...written, consentGivenAt: null },
      rows: () => ({ state: 'failed', problem: { kind: 'render-failed', what: '海报', reason: '超时' } }),
    })
    expect(one.cells[2]?.state).toBe('failed')
    expect(one.cells[2]?.gaps[0]).toMatchObject({
      remedy: 'retry',
      key: expect.stringMatching(/^[0-9a-f]{40}$/),
    })
  })

  it('is red, not empty, where nothing can be read', () => {
    const unread = refuse({ kind: 'field-missing', field: '人选类别' } as const)
    const editions = { ...honoree, newest: unread, published: unread, isWithdrawn: false, undeclared: [] }
    const one = boardRow({ ...editions, facts: null }, null, channels, now)
    expect(statesOf(one)).toEqual(all('missing'))
    expect(textsOf(one.gaps)).toEqual(['缺少“人选类别”，请填写。'])
  })

  it('says from the start whatever else is missing of somebody without a class, and whom it waits for', () => {
    const facts = {
      ...written,
      category: null,
      workplace: '',
      consentGivenAt: null,
      edition: 'draft',
    } as const
    const editions = {
      ...honoree,
      newest: refuse({ kind: 'field-missing', field: '人选类别' } as const),
      published: refuse({ kind: 'honoree-draft', name: honoree.name } as const),
      facts,
      isWithdrawn: false,
      undeclared: declarations,
    }
    const assets = whole.filter((one) => !forms.includes(one))
    const one = boardRow(editions, { honoree: facts, assets, rules: rules2021, channels: [] }, channels, now)
    expect(one.gaps.map(({ actor, text }) => [actor, text])).toEqual([
      ['unit', expect.stringContaining('推荐表（Word 版）')],
      ['unit', expect.stringContaining('推荐表（盖章 PDF 版）')],
      ['staff', '缺少“人选类别”，请填写。'],
      ['staff', expect.stringContaining('还有 4 项未勾选')],
      ['staff', '缺少“工作单位”，请填写。'],
      ['staff', expect.stringContaining('尚未登记本人对公开展示的单独同意')],
      ['staff', expect.stringContaining('还是草稿')],
    ])
    expect(one.notes).toEqual([])
    expect(statesOf(one)).toEqual(all('missing'))
  })

  const release = {
    id: 'r1',
    campaignId: campaign.id,
    honoreeId: honoree.id,
    channelId: 'bus',
    version: 1,
    validFrom: new Date('2021-06-01T00:00:00Z'),
    validUntil: new Date('2021-06-08T00:00:00Z'),
  }
  it.each([
    ['planned', '2021-05-31T23:59:59.999Z', null],
    ['live', '2021-06-01T00:00:00Z', null],
    ['over', '2021-06-08T00:00:00Z', null],
    [
      'withdrawn',
      '2021-06-02T00:00:00Z',
      { releaseId: 'r1', at: new Date('2021-06-02T00:00:00Z'), reason: '有误' },
    ],
  ] as const)('is %s by what was released, whatever is missing now', (state, at, withdrawal) => {
    const lacking = row({ assets: [] })
    const shown = shownOn(lacking, (id) => (id === 'bus' ? { release, withdrawal } : null), new Date(at))
    expect(statesOf(shown)).toEqual(channels.map(({ id }) => (id === 'bus' ? state : 'missing')))
    expect(shown.cells.find(({ channelId }) => channelId === 'bus')?.releaseId).toBe('r1')
  })
})

describe('what somebody wants to see of it', () => {
  const columns = channels.map(({ id, label, group }) => ({ id, label, group }))
  const person = (name: string, spelling: string, over: Partial<BoardPerson>): BoardPerson => ({
    id: name,
    name,
    spelling,
    unit: '沈阳学会',
    category: 'frontier',
    photo: null,
    states: all('ready'),
    waits: [],
    ...over,
  })
  const wang = person('王立新', 'wanglixin wlx', {})
  const zhang = person('张晓梅', 'zhangxiaomei zxm', {
    unit: '大连学会',
    states: all('missing'),
    waits: ['unit'],
  })
  const chen = person('陈海', 'chenhai ch', {
    category: 'economy',
    states: all('ready').with(0, 'failed'),
    waits: ['staff'],
  })
  const people = [zhang, wang, chen]
  const see = (asked: Partial<BoardQuery>): readonly string[] =>
    viewOf(people, columns, { ...readQuery(() => null), ...asked }).people.map(({ name }) => name)

  it.each<[Partial<BoardQuery>, readonly string[]]>([
    [{}, ['张晓梅', '王立新', '陈海']],
    [{ open: '1' }, ['张晓梅', '陈海']],
    [{ open: '1', channel: 'bus' }, ['张晓梅']],
    [{ unit: '大连学会' }, ['张晓梅']],
    [{ category: 'economy' }, ['陈海']],
    [{ state: 'failed' }, ['陈海']],
    [{ state: 'failed', channel: 'bus' }, []],
    [{ state: 'no-such' }, ['张晓梅', '王立新', '陈海']],
    [{ waits: 'unit' }, ['张晓梅']],
    // Kept in somebody's view before that word went.
    [{ waits: 'reviewer' }, ['张晓梅', '王立新', '陈海']],
    [{ q: '晓' }, ['张晓梅']],
    [{ q: ' Wang Li' }, ['王立新']],
    [{ q: 'zxm' }, ['张晓梅']],
    [{ sort: 'name' }, ['陈海', '王立新', '张晓梅']],
    [{ sort: 'unit' }, ['张晓梅', '王立新', '陈海']],
    [{ sort: 'open' }, ['张晓梅', '陈海', '王立新']],
  ])('%o', (asked, expected) => expect(see(asked)).toEqual(expected))

  it('sorts units by the numbers in their names', () => {
    const units = ['沈阳第10学会', '沈阳第2学会', '沈阳第1学会']
    const of = units.map((unit) => person(unit, '', { unit }))
    const asked = { ...readQuery(() => null), sort: 'unit' }
    expect(viewOf(of, columns, asked).people.map(({ unit }) => unit)).toEqual(units.toReversed())
  })

  it('shows the one channel asked for, and counts who is there', () => {
    const asked = { ...readQuery(() => null), channel: 'bus' }
    expect(viewOf(people, columns, asked).columns).toEqual([channels.findIndex(({ id }) => id === 'bus')])
    expect(headOf(people, 0)).toBe('1/3')
    expect(headOf(people, 3)).toBe('2/3')
  })

  it('counts how far the campaign is by cells and by people, not by files', () => {
    const live = person('赵志远', 'zhaozhiyuan zzy', { states: all('live') })
    const everybody = [...people, live]
    expect(standingOf(everybody)).toEqual({ ready: 35, cells: 48, everywhere: 2 })
    expect(standingOf([])).toEqual({ ready: 0, cells: 0, everywhere: 0 })
  })

  it('counts nobody as there on every channel who is withdrawn or has no channel', () => {
    const withdrawn = person('钱守一', 'qianshouyi qsy', { states: all('ready').with(1, 'withdrawn') })
    const nowhere = person('孙可', 'sunke sk', { states: [] })
    const everybody = [...people, withdrawn, nowhere]
    const page = {
      campaignId: 'c1',
      categories: [],
      quota: [],
      columns,
      people: everybody,
      made: { done: 0, failed: 0, total: 0 },
      handedIn: { waiting: 0, refused: 0 },
    }
    expect([countsOf(page).ready, standingOf(everybody).everywhere]).toEqual([1, 1])
  })

  it('goes through the address and comes back the same', () => {
    const asked = { ...readQuery(() => null), q: '王 立', unit: '沈阳&学会', open: '1', sort: 'name' }
    const address = new URLSearchParams(writeQuery(asked))
    expect(readQuery((name) => address.get(name))).toEqual(asked)
    expect(writeQuery(readQuery(() => null))).toBe('')
  })

  it('tells every state by shape, not by colour alone', () => {
    const shapes = Object.values(cellStates).map(({ glyph }) => glyph)
    expect(new Set(shapes).size).toBe(shapes.length)
  })
})
