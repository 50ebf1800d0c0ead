import type { Forecast, ForecastRow, ForecastTrial, ForecastWay } from '@tendero/model'
import type { Steps } from '../platform/in-slices.ts'
import { accuracyOf, coverageOf } from './learned/accuracy.ts'
import type { Trial } from './learned/backtest.ts'
import { monthlyWon } from './learned/monthly.ts'
import { dayText, monthText } from './learned/months.ts'
import { type GroupForecast, play } from './learned/play.ts'
import { seasonOf } from './learned/season.ts'
import type { GroupKind } from './learned/simulate.ts'
import type { SeenForecast } from './read-forecast.sql.ts'

/** Months of which something was won, until what is learned is called sure. */
const needed = 6

/** What is told of the months ahead to who may see some or all of the deals. */
export function* makeForecast(asked: SeenForecast): Steps<Forecast> {
  const { known } = asked
  const { asOf, deals, views, trials, skill } = known
  const { groups, corrections } = asked.sees ? yield* play(views, skill, { sees: asked.sees }) : known.played
  const { firstMonth, months } = views.outlook
  const rows = (kind: GroupKind) =>
    groups
      .filter((group) => group.kind === kind)
      .map((group) => rowOf(group, asked))
      .sort((a, b) => b.whole.mean - a.whole.mean)
  return {
    asOf,
    currency: asked.currency,
    months: Array.from({ length: months }, (_, ahead) => monthText(firstMonth + ahead)),
    total: rows('all')[0] ?? nothing(months),
    teams: rows('team'),
    people: rows('person'),
    products: rows('product'),
    corrections,
    season: seasonOf(monthlyWon(deals, views.outlook.day), views.learned.weekdays),
    learning: { months: known.monthsKnown, needed, wonDeals: deals.filter((deal) => deal.won).length },
    // What everybody won is not for who sees some of it; how far off it was is.
    trials: asked.sees ? [] : trials.map(trialOf),
    accuracy: accuracies(trials),
    coverage: coverageOf(trials),
  }
}

function accuracies(trials: readonly Trial[]): Forecast['accuracy'] {
  const of = (way: ForecastWay) => accuracyOf(trials, way)
  return {
    forecast: of('forecast'),
    pipeline: of('pipeline'),
    series: of('series'),
    naive: of('naive'),
    weighted: of('weighted'),
    committed: of('committed'),
  }
}

function rowOf({ id, deals, months, whole }: GroupForecast, { title }: SeenForecast): ForecastRow {
  return { id, title: id === null ? null : title(id), deals, months, whole }
}

function nothing(months: number): ForecastRow {
  const none = { mean: 0, p10: 0, p50: 0, p90: 0, won: 0, open: 0, fresh: 0 }
  return { id: null, title: null, deals: 0, months: new Array(months).fill(none), whole: none }
}

const trialOf = ({ madeOn, month, ...trial }: Trial): ForecastTrial => ({
  ...trial,
  madeOn: dayText(madeOn),
  month: monthText(month),
})
