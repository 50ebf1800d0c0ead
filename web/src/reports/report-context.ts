import type { Filter } from '@tendero/model/filter'
import { createContext, use } from 'react'
import type { Days, ReportSearch } from './report-query.ts'

/** What all parts of a report share. */
export interface ReportContext {
  readonly currency: string
  readonly search: ReportSearch
  readonly days: Days
  /** What the whole report is narrowed to. */
  readonly scope: readonly Filter[]
  /** Whether the reader sees a field of opportunities; figures of a hidden one are left out. */
  sees(field: string): boolean
}

const context = createContext<ReportContext | null>(null)

export const ReportProvider = context

export function useReport(): ReportContext {
  const report = use(context)
  if (!report) throw new Error('A part of a report stands outside of it')
  return report
}
