import { createStore } from '../kernel/store.ts'
import { medianOf, type Pace, withEntry, withoutEntry } from './pace-rules.ts'

const key = 'tendero.pace'

function isPace(raw: unknown): raw is Pace {
  if (typeof raw !== 'object' || raw === null || !('day' in raw) || !('seconds' in raw)) return false
  return (
    typeof raw.day === 'string' && Array.isArray(raw.seconds) && raw.seconds.every((one) => typeof one === 'number')
  )
}

function remembered(): Pace {
  try {
    const known: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (isPace(known)) return known
  } catch {
    // Nothing that can be read is as good as nothing.
  }
  return { day: '', seconds: [] }
}

const store = createStore<Pace>(remembered())

function remember(pace: Pace): void {
  localStorage.setItem(key, JSON.stringify(pace))
  store.set(pace)
}

export function countEntry(day: string, seconds: number): void {
  remember(withEntry(store.get(), day, seconds))
}

/** For an entry that was undone. */
export function discountEntry(day: string, seconds: number): void {
  remember(withoutEntry(store.get(), day, seconds))
}

export function usePace(day: string): { readonly entries: number; readonly median: number | undefined } {
  const pace = store.use()
  const seconds = pace.day === day ? pace.seconds : []
  return { entries: seconds.length, median: medianOf(seconds) }
}
