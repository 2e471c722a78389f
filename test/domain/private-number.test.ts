import { expect, it } from 'vitest'
import { privateNumberIn } from '../../src/domain/private-number.ts'

it.each([
  ['职务有误，电话13812345678', '手机号码'],
  ['请联系 138 1234 5678', '手机号码'],
  ['电话１３８１２３４５６７８', '手机号码'],
  ['座机024-23456789', '电话号码'],
  ['210102197001011234 有误', '身份证号'],
  ['21010219700101123x', '身份证号'],
  ['见 wang@example.cn', '邮箱地址'],
  ['2026年5月30日第13版有误，另发更正版。', null],
  ['编号 20260530138123456789012', null],
  ['两弹一星、1380 万元', null],
])('%s: %s', (text, what) => {
  expect(privateNumberIn(text)).toBe(what)
})
