import { useFormat } from '../kernel/format.ts'
import classes from './import.module.css'

interface FiguresProps {
  readonly figures: readonly { readonly label: string; readonly value: number; readonly bad?: boolean }[]
}

/** A few numbers that sum something up. */
export function Figures({ figures }: FiguresProps) {
  const format = useFormat()
  return (
    <dl className={classes.figures}>
      {figures.map(({ label, value, bad }) => (
        <div key={label} className={classes.figure} data-bad={bad || undefined}>
          <dt>{label}</dt>
          <dd>{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
