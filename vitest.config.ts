import { defineConfig } from 'vitest/config'

/** `npm test` runs all three; `npx vitest run --project model` runs one of them. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'model', include: ['packages/model/src/**/*.test.ts'] } },
      {
        test: {
          name: 'server',
          include: ['server/src/**/*.test.ts', 'server/test/**/*.test.ts', 'scripts/**/*.test.ts'],
          globalSetup: 'server/test/database.ts',
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.story.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
