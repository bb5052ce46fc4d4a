import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'domain',
          include: ['test/{domain,database,storage,files}/**/*.test.ts', 'test/*.test.ts'],
          isolate: false, // pure: the domain is loaded once a worker
          maxWorkers: 2,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'system',
          include: ['test/{http,clients,integration,workflows,e2e,chaos}/**/*.test.ts'],
          globalSetup: 'test/support/global-setup.ts',
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'chaos',
          include: ['test/chaos/*.chaos.ts'],
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
