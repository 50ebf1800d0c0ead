import { exponentOf, type Forecast, type ForecastFigure, type ForecastRow, forecastWays } from '@tendero/model'

/** A forecast as lines of text, amounts in whole units of the base currency. */
export function forecastLines(forecast: Forecast): readonly string[] {
  const { asOf, currency, months, total, people, products, teams, accuracy, coverage, learning, trials } = forecast
  const amounts = (row: ForecastRow) => [...row.months, row.whole].map((figure) => inWords(figure, currency))
  const head = ['', ...months, 'together']
  const part = (title: string, rows: readonly ForecastRow[]) => [
    '',
    ...table([[title, ...head.slice(1)], ...rows.map((row) => [row.title ?? '(none)', ...amounts(row)])]),
  ]
  const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`)
  return [
    `Expected to be won, ${currency}, as known at the end of ${asOf}; eight times in ten within the bounds in brackets.`,
    ...(learning.months < learning.needed ? [`Learning: ${learning.months} of ${learning.needed} months.`] : []),
    ...part('In all', [{ ...total, title: 'everything' }]),
    ...part('By team', teams),
    ...part('By person', people),
    ...part('By product', products),
    '',
    `Tried on ${new Set(trials.map((trial) => trial.madeOn)).size} month ends with what was known then; within the bounds: ${percent(coverage)}.`,
    ...table([
      ['', 'trials', 'WAPE', 'bias', 'MASE'],
      ...forecastWays.flatMap((way) => {
        const found = accuracy[way]
        return found
          ? [[way, String(found.trials), percent(found.wape), percent(found.bias), found.mase?.toFixed(2) ?? '–']]
          : []
      }),
    ]),
  ]
}

function inWords({ mean, p10, p90 }: ForecastFigure, currency: string): string {
  const unit = 10 ** exponentOf(currency)
  const whole = (value: number) => Math.round(value / unit).toLocaleString('en')
  return `${whole(mean)} [${whole(p10)}–${whole(p90)}]`
}

/** Columns as wide as their widest cell, the first to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}
