import type { ForecastFigure } from '@tendero/model/api'
import classes from './forecast.module.css'

/** What a figure is made of as a bar, with its bounds as a whisker over it; read in words beside it. */
export function RangeBar({ figure, most }: { readonly figure: ForecastFigure; readonly most: number }) {
  const at = (value: number) => `${(100 * Math.max(0, value)) / most}%`
  return (
    <span className={classes.track} aria-hidden>
      {(['won', 'open', 'fresh'] as const).map((part) => (
        <span key={part} className={classes.bar} data-part={part} style={{ width: at(figure[part]) }} />
      ))}
      <span className={classes.whisker} style={{ left: at(figure.p10), width: at(figure.p90 - figure.p10) }} />
    </span>
  )
}
