import type { ReactNode } from 'react'
import classes from './reports.module.css'

export interface Bar {
  readonly key: string
  readonly label: ReactNode
  /** Parts of the bar from the start, each with its own colour. */
  readonly parts: readonly { readonly value: number; readonly kind: 'won' | 'lost' | 'open' }[]
  /** What is written behind it. */
  readonly figures: ReactNode
}

interface BarsProps {
  readonly label: string
  readonly bars: readonly Bar[]
  /** What the figures behind the bars are. */
  readonly heading: string
  /** What the colours mean, where there are several. */
  readonly legend?: readonly { readonly kind: Bar['parts'][number]['kind']; readonly name: string }[]
}

/** Bars that lie: a name, a length, the figures. Words and links, so that everybody can read and follow them. */
export function Bars({ label, bars, heading, legend = [] }: BarsProps) {
  const longest = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)))
  return (
    <>
      <div className={classes.barsHead}>
        <span className={classes.legend}>
          {legend.map(({ kind, name }) => (
            <span key={kind}>
              <span className={classes.swatch} data-kind={kind} aria-hidden /> {name}
            </span>
          ))}
        </span>
        <span>{heading}</span>
      </div>
      <ul className={classes.bars} aria-label={label}>
        {bars.map((bar) => (
          <li key={bar.key} className={classes.barRow}>
            <span className={classes.barLabel}>{bar.label}</span>
            <span className={classes.track} aria-hidden>
              {bar.parts.map(({ value, kind }) => (
                <span
                  key={kind}
                  className={classes.bar}
                  data-kind={kind}
                  style={{ width: `${Math.max(0, (value / longest) * 100)}%` }}
                />
              ))}
            </span>
            <span className={`${classes.barFigures} tendero-figures`}>{bar.figures}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
