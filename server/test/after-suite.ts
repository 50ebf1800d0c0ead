const endings: (() => unknown)[] = []

/** Has something done when the tests of the file have run, the last that was asked for first; also from hooks and tests. */
export function afterSuite(end: () => unknown): void {
  endings.push(end)
}

/** Does what was asked for, all of it. @throws the first failure */
export async function endSuite(): Promise<void> {
  const failures: unknown[] = []
  for (const end of endings.splice(0).reverse())
    try {
      await end()
    } catch (error) {
      failures.push(error)
    }
  if (failures.length > 0) throw failures[0]
}
