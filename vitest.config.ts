import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const MODULES = fileURLToPath(new URL('node_modules/.cache/vitest', import.meta.url))
const LONG = /test\/(chaos|clients|e2e|workflows)\//

/** What takes minutes begins first, so that nobody waits for it alone in the end. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId)
    return [...files.filter(isLong), ...files.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    // translated once, and not by each run anew: half of what a file that is run alone costs
    experimental: { fsModuleCache: true, fsModuleCachePath: MODULES },
    projects: [
      {
        test: {
          name: 'domain',
          include: ['test/{domain,database,storage,files,outbound}/**/*.test.ts', 'test/*.test.ts'],
          isolate: false, // pure: the domain is loaded once a worker
          maxWorkers: 2,
          testTimeout: 120_000,
          retry: 1, // a story that one draw in thousands tells is named in the summary, and stops nobody
        },
      },
      {
        test: {
          name: 'system',
          include: ['test/{http,clients,integration,workflows,e2e,chaos}/**/*.test.ts'],
          globalSetup: 'test/support/global-setup.ts',
          pool: 'forks',
          isolate: false, // all that they import is loaded once a worker; each file has a database of its own
          maxWorkers: 3, // half of the time they wait for timers
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
          retry: 1, // clocks are set and machines stall; what needed a second try is named in the summary
        },
      },
      {
        test: {
          name: 'chaos',
          include: ['test/{chaos,clients}/**/*.chaos.ts'],
          globalSetup: 'test/support/global-setup.ts',
          pool: 'forks',
          maxWorkers: 1,
          testTimeout: 3_000_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'record',
          include: ['test/record/**/*.record.ts'],
          globalSetup: 'test/support/global-setup.ts',
          pool: 'forks',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
    coverage: {
      reporter: [['text', { skipFull: true }]],
      include: ['src/domain/**'],
      thresholds: { branches: 100 },
    },
  },
})
