import { UnstyledButton } from '@mantine/core'
import classes from './chips.module.css'

interface ChipsProps {
  readonly label: string
  readonly items: readonly { readonly key: string; readonly label: string; readonly count?: number }[]
  readonly chosen: string | undefined
  readonly onChoose: (key: string) => void
}

/** Which of a few things is shown beneath. */
export function Chips({ label, items, chosen, onChoose }: ChipsProps) {
  return (
    <nav aria-label={label} className={classes.chips}>
      {items.map(({ key, label: name, count }) => (
        <UnstyledButton
          key={key}
          className={classes.chip}
          aria-current={key === chosen ? 'true' : undefined}
          onClick={() => onChoose(key)}
        >
          {name}
          {count !== undefined && count > 0 && <span className={classes.count}>{count}</span>}
        </UnstyledButton>
      ))}
    </nav>
  )
}
