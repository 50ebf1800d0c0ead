import type { Metadata } from '@tendero/model/api'
import { createStore } from './store.ts'

/** The day as on which records are read, an ISO date as in the address; undefined for today. */
export const pastDay = createStore<string | undefined>(undefined)

/** What people keep for themselves is that of today, as are catalogues. */
const present: ReadonlySet<string> = new Set(['view', 'report', 'dashboard', 'share', 'comment', 'file'])

let collections: ReadonlySet<string> = new Set()

/** Reads as on a day from now on, or as of today. Says whether that is another day than before. */
export function lookBack(day: string | undefined, { objects }: Metadata): boolean {
  const known = objects.filter(({ name, settings }) => !settings && !present.has(name))
  collections = new Set(known.map(({ collection }) => collection))
  if (pastDay.get() === day) return false
  pastDay.set(day)
  return true
}

const ofRecords = /^\/([a-z][a-z0-9-]*)(?:\/(?:count|aggregate|export|[0-9a-f]{8}-[0-9a-f-]{27}))?$/
const ofReports = /^\/report-(?:results|records)(?:\/file)?$/

/** Does an address answer as on a day? */
export function hasPast(path: string): boolean {
  return ofReports.test(path) || collections.has(ofRecords.exec(path)?.[1] ?? '')
}

type Query = Readonly<Record<string, string | undefined>>

/** The query of a reading request, of the day that is looked at. */
export function asOnDay(path: string, query: Query | undefined): Query | undefined {
  const day = pastDay.get()
  return day !== undefined && hasPast(path) ? { asOf: day, ...query } : query
}

/** A day as the address of a page says it. */
export function dayOf(raw: unknown): string | undefined {
  return typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw) ? raw : undefined
}
