import type { ReportMeasure } from './api/reports.ts'
import type { ReportAggregate } from './report-aggregates.ts'
import { type LabelLine, type Language, languages } from './translated.ts'

/** What is done with a field, as one chooses it. */
const aggregateLines: Readonly<Record<ReportAggregate, LabelLine>> = {
  sum: ['Sum', 'Suma', 'Summa'],
  average: ['Average', 'Promedio', 'Keskmine'],
  min: ['Least', 'Mínimo', 'Vähim'],
  max: ['Greatest', 'Máximo', 'Suurim'],
  median: ['Median', 'Mediana', 'Mediaan'],
  distinct: ['Different values', 'Valores distintos', 'Erinevaid väärtusi'],
}

const lines = {
  count: ['Number', 'Cantidad', 'Arv'],
  total: ['Total', 'Total', 'Kokku'],
  others: ['Others', 'Otros', 'Muud'],
  previous: ['Period before', 'Periodo anterior', 'Eelmine periood'],
} as const satisfies Readonly<Record<string, LabelLine>>

/** Words that screens and files of reports have in common. */
export function reportWord(word: keyof typeof lines, language: Language): string {
  return lines[word][languages.indexOf(language)] ?? ''
}

export function aggregateWord(aggregate: ReportAggregate | 'count', language: Language): string {
  return aggregate === 'count'
    ? reportWord('count', language)
    : (aggregateLines[aggregate][languages.indexOf(language)] ?? '')
}

/**
 * What a measure is called: as somebody named it, else by what it is made of.
 * @param fieldLabel of its field
 * @example measureLabel({ name: 'a', aggregate: 'sum', field: 'amount' }, 'Amount', 'en') //=> 'Sum: Amount'
 */
export function measureLabel(measure: ReportMeasure, fieldLabel: string, language: Language): string {
  if (measure.label) return measure.label
  if ('formula' in measure) return measure.formula
  const word = aggregateWord(measure.aggregate, language)
  return measure.aggregate === 'count' ? word : `${word}: ${fieldLabel}`
}
