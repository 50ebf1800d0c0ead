import { Text, VisuallyHidden } from '@mantine/core'
import type { Forecast, ForecastFigure } from '@tendero/model/api'
import { Callout } from '../design/callout.tsx'
import { useFormat } from '../kernel/format.ts'
import classes from './forecast.module.css'
import { RangeBar } from './range-bar.tsx'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

/** Month by month what is expected, within which bounds, and of what it is made; and how far off such forecasts were. */
export function ForecastHead({ forecast }: { readonly forecast: Forecast }) {
  const words = useForecastWords()
  const format = useFormat()
  const { money, share } = useForecastFigures(forecast.currency)
  const { months, total, learning, accuracy, asOf } = forecast
  const most = Math.max(...total.months.map(({ p90 }) => p90), 1)
  const [first = '', last = first] = [months[0], months.at(-1)]
  const { mean, p10, p90 } = total.whole
  return (
    <div>
      <Text className={classes.summary}>
        {months.length > 1
          ? words.summary(money(mean), format.month(first), format.month(last), money(p10), money(p90))
          : words.summaryOne(money(mean), format.month(first), money(p10), money(p90))}
      </Text>
      <Text size="sm" c="dimmed">
        {accuracy.forecast && `${words.tried(share(accuracy.forecast.wape), format.number(accuracy.forecast.trials))} `}
        {words.asOf(format.day(asOf))}
      </Text>
      {learning.months < learning.needed && (
        <Callout title={words.learning(learning.months, learning.needed)}>{words.learningLead}</Callout>
      )}
      <dl className={classes.headline}>
        {months.map((month, place) => {
          const figure = total.months[place]
          return (
            figure && <MonthFigure key={month} month={month} figure={figure} most={most} currency={forecast.currency} />
          )
        })}
      </dl>
    </div>
  )
}

interface MonthFigureProps {
  readonly month: string
  readonly figure: ForecastFigure
  /** The largest upper bound of all months: bars are drawn by it. */
  readonly most: number
  readonly currency: string
}

function MonthFigure({ month, figure, most, currency }: MonthFigureProps) {
  const words = useForecastWords()
  const format = useFormat()
  const { money, short } = useForecastFigures(currency)
  const parts = (['won', 'open', 'fresh'] as const).filter((part) => figure[part] >= 0.5)
  return (
    <div className={classes.figure}>
      <dt>{format.month(month)}</dt>
      <dd className="tendero-figures">
        {money(figure.mean)}
        <VisuallyHidden>{`, ${words.between(money(figure.p10), money(figure.p90))}`}</VisuallyHidden>
        <RangeBar figure={figure} most={most} />
        <span className={classes.bounds} aria-hidden>
          {words.range(short(figure.p10), short(figure.p90))}
        </span>
        <span className={classes.parts}>
          {parts.map((part) => (
            <span key={part}>
              <i className={classes.swatch} data-part={part} aria-hidden />
              {short(figure[part])} {words.partsShort[part]}
            </span>
          ))}
        </span>
      </dd>
    </div>
  )
}
