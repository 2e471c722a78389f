import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, the longest first: begun last, it would run alone. The others go as vitest has them, by size. */
const long = [
  'kill',
  'films',
  'story',
  'intake-sample',
  'walk',
  'intake-bad',
  'failures',
  'accounts',
  'migrations',
  'posters',
  'bad-rows',
  'intake-folder',
  'outside',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
      return at < 0 ? long.length : at
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  resolve: { alias: { '@payload-config': new URL('./payload.config.ts', import.meta.url).pathname } },
  test: {
    include: ['test/**/*.test.ts'],
    // They need the built studio: vitest.browser.config.ts.
    exclude: ['test/browser/**'],
    // The lexical package hangs at random in plain Node 20 without the production condition.
    pool: 'forks',
    execArgv: ['--conditions=production'],
    // Loading Payload takes seconds of every file that has a process of its own.
    isolate: false,
    setupFiles: ['test/shared-process.ts'],
    globalSetup: ['test/fixtures/programs.ts'],
    sequence: { sequencer: LongestFirst },
    // Two cores: real encoders run inside the tests, more workers only make them wait.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
