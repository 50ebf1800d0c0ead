import { afterAll } from 'vitest'

const endings: (() => unknown)[] = []

// Where tests are collected: a hook that is added while another one runs, or a test, is never called.
afterAll(async () => {
  const failures: unknown[] = []
  for (const end of endings.reverse())
    try {
      await end()
    } catch (error) {
      failures.push(error)
    }
  if (failures.length > 0) throw failures[0]
})

/** Has something done when the tests of the file have run, the last that was asked for first; also from hooks and tests. */
export function afterSuite(end: () => unknown): void {
  endings.push(end)
}
