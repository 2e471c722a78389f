import { defineConfig } from 'vitest/config'

/** The built studio in a real browser; needs `npm run build` first. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    pool: 'forks',
    // One server and one browser at a time: two cores.
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 180_000,
  },
})
