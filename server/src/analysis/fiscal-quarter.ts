/**
 * The quarter of the fiscal year that a month belongs to; the year is called by the calendar year in which it begins.
 * @param month 'YYYY-MM'  @param first month (1–12) with which the fiscal year begins
 * @example fiscalQuarter('2017-03', 1) //=> '2017-Q1'
 * @example fiscalQuarter('2017-03', 4) //=> '2016-Q4'
 */
export function fiscalQuarter(month: string, first: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const into = (number - first + 12) % 12
  return `${number < first ? year - 1 : year}-Q${Math.floor(into / 3) + 1}`
}
