import { defineConfig } from 'vitest/config'

/** The built studio in a real browser; needs `npm run build` first. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    pool: 'forks',
    // One server and one browser a core: each waits for the other, and for the page to be quiet, half of its time.
    maxWorkers: 2,
    // A second, as it is elsewhere, is too short for a server that shares its core.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 300_000,
    hookTimeout: 180_000,
  },
})
