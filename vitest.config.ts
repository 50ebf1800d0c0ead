import { defineConfig } from 'vitest/config'

/**
 * Not run again on another PostgreSQL: suites that do not ask the test cluster, and long ones that ask it the same for
 * many people, paths or texts; what differs between statements is asked by the others.
 */
const onOneCluster = [
  'server/src/platform/**',
  'server/src/formats/**',
  'server/src/command-line.test.ts',
  'scripts/**',
  'server/test/*-matrix.test.ts',
  'server/test/hostile-*.test.ts',
  'server/test/bombs.test.ts',
  'server/test/linear-patterns.test.ts',
  'server/test/second-factor.test.ts',
  'server/test/sign-in-attempts.test.ts',
]

/** Measures the memory of its process, which others would have grown. */
const alone = ['server/src/importing/million-rows.test.ts']

const eachSuite = 'server/test/each-suite.ts'

/** `npm test` runs all of them; `npx vitest run --project model` runs one of them. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { name: 'model', include: ['packages/model/src/**/*.test.ts'], isolate: false } },
      { test: { name: 'web', include: ['web/src/**/*.test.ts'], isolate: false } },
      {
        test: {
          name: 'server',
          include: ['server/src/**/*.test.ts', 'server/test/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: [...alone, ...(process.env.TENDERO_TEST_POSTGRES ? onOneCluster : [])],
          globalSetup: 'server/test/cluster.ts',
          setupFiles: eachSuite,
          isolate: false,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'alone', include: alone, globalSetup: 'server/test/cluster.ts', setupFiles: eachSuite } },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.story.ts'],
          globalSetup: 'e2e/fresh-data.ts',
          setupFiles: eachSuite,
          // A browser beside other work on two cores is late now and then; the report tells which story was tried twice.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
