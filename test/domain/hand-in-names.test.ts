/** What a hand-in is called in a list: by all that came, so that no taking changes its name. */
import { expect, it } from 'vitest'
import { waitingOf } from '../../src/domain/hand-in.ts'
import { batchName } from '../../src/domain/nominee-folders.ts'

it.each<[string, readonly string[]]>([
  ['沈阳甲学会_张䶮', ['材料/沈阳甲学会_张䶮/照片/张䶮1.jpg', '材料/沈阳甲学会_张䶮/推荐表.docx']],
  ['材料，2 个单位', ['候选人汇总表.xlsx', '甲学会_张三/张三1.jpg', '乙学会_李四/李四1.jpg', '李四2.jpg']],
  ['张三', ['张三/张三1.jpg']],
  ['DSC_1.jpg', ['DSC_1.jpg']],
  ['DSC_1.jpg 等 2 个文件', ['DSC_1.jpg', 'DSC_2.jpg']],
  ['候选人汇总表.xlsx', ['候选人汇总表.xlsx']],
])('%s', (name, files) => {
  expect(batchName(files)).toBe(name)
})

it('waits with what a verdict shows', () => {
  const of = (path: string, state: 'received' | 'taken' | 'refused') => ({ path, state })
  const table = of('候选人汇总表.xlsx', 'received')
  const files = [table, of('a.jpg', 'refused'), of('a.jpg', 'received'), of('b.jpg', 'taken')]
  expect(waitingOf(files)).toEqual([of('a.jpg', 'received')])
  expect(waitingOf([table])).toEqual([table])
})
