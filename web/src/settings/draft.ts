import { useState } from 'react'

export interface Draft<T extends object> {
  readonly value: T
  set(change: Partial<T>): void
  /** What is different from the beginning. */
  readonly changes: Partial<T>
  readonly dirty: boolean
  reset(): void
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

/** What a form holds until it is saved. */
export function useDraft<T extends object>(initial: T): Draft<T> {
  const [first] = useState(initial)
  const [value, setValue] = useState(initial)
  const changes = differences(first, value)
  return {
    value,
    set: (change) => setValue((known) => ({ ...known, ...change })),
    changes,
    dirty: Object.keys(changes).length > 0,
    reset: () => setValue(first),
  }
}

function differences<T extends object>(first: T, value: T): Partial<T> {
  const changed: Partial<T> = {}
  for (const key in value) if (!same(first[key], value[key])) changed[key] = value[key]
  return changed
}
