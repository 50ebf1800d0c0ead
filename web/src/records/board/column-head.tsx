import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Pill } from '../../design/pill.tsx'
import { useFormat } from '../../kernel/format.ts'
import classes from './board.module.css'
import type { BoardColumn } from './board-columns.ts'

interface ColumnHeadProps {
  readonly column: BoardColumn
  readonly currency: string | undefined
  readonly children?: ReactNode
}

/** The name of a column, how many stand in it and what they are worth. */
export function ColumnHead({ column, currency, children }: ColumnHeadProps) {
  const format = useFormat()
  const { title, color, count, sum, stage } = column
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
        {count !== undefined && (
          <Text size="sm" c="dimmed" className="tendero-figures">
            {format.number(count)}
          </Text>
        )}
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
