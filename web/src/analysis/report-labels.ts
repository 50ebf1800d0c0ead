import type { MetadataObject, ReportGroup, ReportKey, ReportMeasure, ReportValue } from '@tendero/model/api'
import { addDays, startOfMonth } from '@tendero/model/calendar'
import { measureLabel } from '@tendero/model/report-words'
import { useMemo } from 'react'
import type { FigureStyle } from '../fields/field-kind.tsx'
import { kindOf } from '../fields/index.ts'
import { type Format, useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { type Catalogue, useCatalogue } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import type { Words } from './words/en.ts'
import { useAnalysisWords } from './words.ts'

/** How a report's groups, measures and figures are written for its reader. */
export interface ReportLabels {
  field(path: string): string
  measure(measure: ReportMeasure): string
  key(group: ReportGroup, key: ReportKey): string
  /** A figure of a kind of field; short where there is little room. */
  figure(kind: string, value: ReportValue, short?: boolean): string
}

export function useReportLabels(object: MetadataObject | undefined): ReportLabels {
  const catalogue = useCatalogue()
  const format = useFormat()
  const own = useAnalysisWords()
  const { common } = useWords()
  const { workspace } = useSession()
  return useMemo(() => {
    const style = { format, baseCurrency: workspace.baseCurrency }
    const field = (path: string) => labelOf(catalogue, object, path)
    return {
      field,
      measure: (measure) =>
        measureLabel(measure, 'field' in measure && measure.field ? field(measure.field) : '', format.language),
      key(group, key) {
        if (key.title !== null) return key.title
        if (key.value === null) return own.without
        if (group.part && typeof key.value === 'string')
          return spanLabel(group.part, key.value, { format, own, fiscalYearStart: workspace.fiscalYearStart })
        if (typeof key.value === 'boolean') return key.value ? common.yes : common.no
        const of = object && catalogue.path(object, group.field)?.field
        const choice = of?.choices?.find(({ value }) => value === key.value)
        return choice?.label ?? figureText(style, of?.result ?? of?.kind ?? '', key.value)
      },
      figure: (kind, value, short) => figureText({ ...style, short }, kind, value),
    }
  }, [catalogue, object, format, own, common, workspace])
}

function labelOf(catalogue: Catalogue, object: MetadataObject | undefined, path: string): string {
  return (object && catalogue.path(object, path)?.labels.join(' › ')) ?? path
}

interface Speaking {
  readonly format: Format
  readonly own: Words
  readonly fiscalYearStart: number
}

/** A part of the calendar by its first day. Quarters of another year than the calendar's are told by their months. */
function spanLabel(part: string, start: string, { format, own, fiscalYearStart }: Speaking): string {
  const year = start.slice(0, 4)
  if (part === 'month') return months(format.language, start)
  if (part === 'year') return year
  if (part === 'quarter' && fiscalYearStart === 1) return own.quarter(Math.ceil(Number(start.slice(5, 7)) / 3), year)
  if (part === 'quarter') return months(format.language, start, startOfMonth(start, 2))
  if (part === 'fiscal_year') return fiscalYearStart === 1 ? year : `${year}/${addDays(start, 366).slice(2, 4)}`
  return part === 'week' ? own.weekOf(format.day(start)) : format.day(start)
}

function months(language: string, first: string, last?: string): string {
  const text = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  const at = (day: string) => new Date(`${day}T00:00:00Z`)
  return last ? text.formatRange(at(first), at(last)) : text.format(at(first))
}

function figureText(style: FigureStyle, kind: string, value: ReportValue): string {
  return value === null ? '–' : kindOf({ kind }).figureText(value, style)
}
