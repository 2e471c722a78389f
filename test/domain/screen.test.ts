import { describe, expect, it } from 'vitest'
import { sentence } from '../../src/domain/problem.ts'
import { screenBounds, screenSizeProblem } from '../../src/domain/screen.ts'

describe('the size of a screen', () => {
  it.each([
    [64, 64],
    [1920, 1080],
    [7680, 4320],
    [4320, 7680],
    [16_000, 1_000],
  ])('may be %d×%d', (width, height) => {
    expect(screenSizeProblem(width, height)).toBeNull()
  })

  it.each([
    [16_384, 4_200],
    [16_385, 1_080],
    [1_920, 63],
    [1_920, 100],
    [1920.5, 1080],
    [0, 1080],
    [-1920, 1080],
    [Number.NaN, 1080],
    [Number.POSITIVE_INFINITY, 1080],
    [6_001, 6_000],
  ])('may not be %d×%d', (width, height) => {
    expect(screenSizeProblem(width, height)).toEqual({ kind: 'screen-size', width, height, ...screenBounds })
  })

  it('is refused with what was found and what is expected', () => {
    const problem = screenSizeProblem(16_384, 4_200)
    expect(problem && sentence(problem)).toBe(
      '屏幕尺寸 16384×4200 像素无法制作：宽、高应为 64 至 16384 的整数，总计不超过 3600 万像素，长边不超过短边的 16 倍，请按屏幕实际接收的画面尺寸更正。',
    )
  })
})
