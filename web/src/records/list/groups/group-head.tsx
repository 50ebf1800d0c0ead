// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid whose rows are not all in the document is no table
// biome-ignore-all lint/a11y/useFocusableInteractive: cells and what stands in them have the focus
import { Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { MetadataField } from '@tendero/model/api'
import { kindOf } from '../../../fields/index.ts'
import { useFormat } from '../../../kernel/format.ts'
import { useRecordWords } from '../../words.ts'
import grid from '../grid.module.css'
import type { RowGroup, Sums } from './group-data.ts'
import classes from './groups.module.css'

interface GroupHeadProps {
  readonly group: RowGroup
  /** The field that the list is grouped by. */
  readonly field: MetadataField
  readonly open: boolean
  readonly columns: readonly MetadataField[]
  readonly currency: string
  readonly index: number
  readonly top: number
  /** Column of the active cell, when it is in this line. */
  readonly active: number | undefined
  readonly onToggle: () => void
  readonly onActivate: (column: number) => void
}

/** The line over the rows of a group: what they have in common, how many they are, and what they come to. */
export function GroupHead(props: GroupHeadProps) {
  const { group, field, open, columns, index, active } = props
  const { groups: words } = useRecordWords()
  const cell = (column: number) => ({
    'aria-colindex': column + 1,
    tabIndex: active === column ? 0 : -1,
    'data-cell': `${index}:${column}`,
    'data-active': active === column || undefined,
    onClick: () => props.onActivate(column),
    onKeyDown: undefined,
  })
  const Chevron = open ? IconChevronDown : IconChevronRight
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-level={1}
      aria-expanded={open}
      className={`${grid.row} ${classes.head}`}
      style={{ top: props.top }}
    >
      <div role="gridcell" {...cell(0)} className={`${grid.cell} ${grid.check}`}>
        <UnstyledButton
          tabIndex={-1}
          className={classes.chevron}
          aria-label={open ? words.fold(group.title) : words.open(group.title)}
          onClick={props.onToggle}
        >
          <Chevron size={16} aria-hidden />
        </UnstyledButton>
      </div>
      {columns.map((column, at) => (
        <div
          key={column.name}
          role="gridcell"
          {...cell(at + 1)}
          className={at === 0 ? `${grid.cell} ${grid.title}` : grid.cell}
          data-align={kindOf(column).align}
          onDoubleClick={props.onToggle}
        >
          {at === 0 ? (
            <GroupTitle group={group} field={field} />
          ) : (
            <Sum field={column} sums={group.sums} currency={props.currency} />
          )}
        </div>
      ))}
    </div>
  )
}

/** What the records of a group have in common, and how many they are. */
export function GroupTitle({ group, field }: Pick<GroupHeadProps, 'group' | 'field'>) {
  const format = useFormat()
  const { Cell } = kindOf(field)
  return (
    <span className={classes.title}>
      <span className={classes.name} title={group.title}>
        {typeof group.key === 'number' ? <Cell field={field} value={group.key} oneLine plain /> : group.title}
      </span>
      <Text span inherit c="dimmed" fw={400} className="tendero-figures">
        {format.number(group.count)}
      </Text>
    </span>
  )
}

interface SumProps {
  readonly field: MetadataField
  readonly sums: Sums
  readonly currency: string
}

/** What the values of a column come to. */
export function Sum({ field, sums, currency }: SumProps) {
  const format = useFormat()
  const sum = sums[field.name]
  if (sum === undefined || sum === null) return null
  return (
    <span className={`${grid.value} tendero-figures`}>
      {kindOf(field).figureText(sum, { format, baseCurrency: currency })}
    </span>
  )
}
