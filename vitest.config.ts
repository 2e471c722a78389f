import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@payload-config': new URL('./payload.config.ts', import.meta.url).pathname } },
  test: {
    include: ['test/**/*.test.ts'],
    // They need the built studio: vitest.browser.config.ts.
    exclude: ['test/browser/**'],
    // The lexical package hangs at random in plain Node 20 without the production condition.
    pool: 'forks',
    execArgv: ['--conditions=production'],
    // Two cores: real encoders run inside the tests, more workers only make them wait.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
