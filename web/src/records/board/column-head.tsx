import { Text, VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import { Pill } from '../../design/pill.tsx'
import { useFormat } from '../../kernel/format.ts'
import classes from './board.module.css'
import type { BoardColumn } from './board-columns.ts'
import { useBoardWords } from './words.ts'

interface ColumnHeadProps {
  readonly column: BoardColumn
  readonly currency: string | undefined
  readonly children?: ReactNode
}

/** The name of a column, how many stand in it and what they are worth. */
export function ColumnHead({ column, currency, children }: ColumnHeadProps) {
  const format = useFormat()
  const { title, color, sum, stage } = column
  const category = stage?.category
  return (
    <header className={classes.head}>
      <div className={classes.headLine}>
        {color ? (
          <Pill color={color}>{title}</Pill>
        ) : (
          <Text fw={600} size="sm" truncate className={classes.headTitle} data-category={category}>
            {title}
          </Text>
        )}
        <ColumnCount column={column} />
        {children}
      </div>
      {sum !== undefined && currency && (
        <Text size="xs" c="dimmed" className={`${classes.sum} tendero-figures`}>
          {format.money({ minor: sum, currency }, 'rounded')}
        </Text>
      )}
    </header>
  )
}

/** How many stand in a column; where it is limited, of how many, and a warning when there are more. */
export function ColumnCount({ column }: Pick<ColumnHeadProps, 'column'>) {
  const words = useBoardWords()
  const format = useFormat()
  const { count, stage } = column
  if (count === undefined) return null
  const limit = column.lane ? null : (stage?.limit ?? null)
  if (limit === null)
    return (
      <Text span size="sm" c="dimmed" className="tendero-figures">
        {format.number(count)}
      </Text>
    )
  const figures = [format.number(count), format.number(limit)] as const
  return (
    <Text span size="sm" className={`${classes.limited} tendero-figures`} data-over={count > limit || undefined}>
      <span aria-hidden>{words.ofLimit(...figures)}</span>
      <VisuallyHidden>{words.limitSaid(...figures)}</VisuallyHidden>
    </Text>
  )
}
