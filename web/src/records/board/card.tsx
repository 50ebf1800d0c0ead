import { ActionIcon, Avatar, Menu, Text, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconDots, IconGripVertical, IconHourglassHigh, IconRoute } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { dayIn, daysBetween } from '@tendero/model/calendar'
import { memo, type Ref } from 'react'
import { kindOf } from '../../fields/index.ts'
import { titleOf } from '../../fields/reference-options.ts'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldOf } from '../../kernel/metadata.ts'
import { useSession } from '../../kernel/session.ts'
import { closeDayOf } from '../../sales/close-day.ts'
import { Value } from '../list/value.tsx'
import classes from './board.module.css'
import type { BoardColumn, BoardLane } from './board-columns.ts'
import { isGoingOn } from './board-shape.ts'
import type { Move } from './use-move.ts'
import { useBoardWords } from './words.ts'

export interface CardProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
  readonly fields: readonly MetadataField[]
  readonly column: BoardColumn
  /** Where it can go; none when it may not be moved. */
  readonly columns: readonly BoardColumn[]
  /** Lanes to go to, of a board that has some. */
  readonly lanes?: readonly BoardLane[]
  readonly onMove: Move
  readonly onOpen?: (column: BoardColumn) => void
  /** For the keyboard: the button that picks the card up. */
  readonly gripRef?: Ref<HTMLButtonElement>
}

/** A record on the board: its title, a few fields, how long it has been here and what comes next. */
export const Card = memo(function Card(props: CardProps) {
  const { object, record, fields, column, columns, onOpen, gripRef } = props
  const words = useBoardWords()
  const common = useWords().common
  const { workspace } = useSession()
  const title = titleOf(object, record) || common.empty
  const filled = fields
    .map((field) => fieldOf(object, closeDayOf(field.name, record)) ?? field)
    .filter((field) => !kindOf(field).isEmpty(record[field.name]))
  return (
    <>
      <div className={classes.cardHead}>
        <Link
          to="/w/$slug/$collection/$id"
          params={{ slug: workspace.slug, collection: object.collection, id: record.id }}
          className={classes.cardTitle}
          draggable={false}
          onClick={() => onOpen?.(column)}
          data-card-link
        >
          {title}
        </Link>
        {columns.length > 0 && (
          <div className={classes.tools}>
            {gripRef && (
              <ActionIcon ref={gripRef} size={24} aria-label={words.grip(title)} aria-roledescription={words.gripRole}>
                <IconGripVertical size={15} stroke={1.6} />
              </ActionIcon>
            )}
            <CardMenu {...props} title={title} />
          </div>
        )}
      </div>
      {filled.length > 0 && (
        <div className={classes.facts}>
          {filled.map((field) => (
            <div key={field.name} className={classes.fact} data-kind={field.kind}>
              <VisuallyHidden>{field.label}: </VisuallyHidden>
              <Value field={field} record={record} oneLine plain />
            </div>
          ))}
        </div>
      )}
      <CardFoot {...props} />
    </>
  )
})

function CardMenu({ title, ...props }: CardProps & { readonly title: string }) {
  const words = useBoardWords()
  const { record, column, columns, lanes, onMove } = props
  const beside = lanes?.flatMap(({ cells }) => cells.find(({ value }) => value === column.value) ?? [])
  const reachable = lanes?.find(({ key }) => key === column.lane?.key)?.cells ?? columns
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size={24} aria-label={words.cardMenu(title)} data-card-menu>
          <IconDots size={15} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.moveTo}</Menu.Label>
        {reachable.map((one) => (
          <Menu.Item key={one.key} disabled={one.key === column.key} onClick={() => onMove(record, column, one)}>
            {one.title}
          </Menu.Item>
        ))}
        {beside && <Menu.Label>{words.moveToLane}</Menu.Label>}
        {beside?.map((one) => (
          <Menu.Item key={one.key} disabled={one.key === column.key} onClick={() => onMove(record, column, one)}>
            {one.lane?.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function CardFoot({ object, record, column }: CardProps) {
  const format = useFormat()
  const goingOn = isGoingOn(object, record)
  const entered = typeof record.stageEnteredAt === 'string' && column.stage ? record.stageEnteredAt : undefined
  const days = entered ? daysBetween(dayIn(format.timeZone, new Date(entered)), format.today()) : undefined
  const owner = record.titles?.owner
  if (!goingOn && !owner) return null
  return (
    <div className={classes.foot}>
      <div className={classes.signs}>
        {goingOn && <NextStep record={record} />}
        {goingOn && days !== undefined && <Age days={days} maxAge={column.stage?.maxAge ?? null} />}
      </div>
      {owner && (
        <Tooltip label={owner}>
          <Avatar name={owner} size={22} variant="light" color="gray" alt={owner} className={classes.owner} />
        </Tooltip>
      )}
    </div>
  )
}

function NextStep({ record }: { readonly record: AnyRecord }) {
  const words = useBoardWords()
  const format = useFormat()
  const { nextStepAt, titles } = record
  if (typeof nextStepAt !== 'string')
    return (
      <span className={classes.sign} data-warning>
        <IconAlertTriangle size={14} stroke={1.8} aria-hidden /> {words.noStep}
      </span>
    )
  const when = format.relative(nextStepAt)
  const late = new Date(nextStepAt).getTime() < Date.now()
  return (
    <span
      className={classes.sign}
      data-warning={late || undefined}
      title={titles?.nextStep && words.stepDue(titles.nextStep, format.instant(nextStepAt))}
    >
      <IconRoute size={14} stroke={1.6} aria-hidden />
      <Text span inherit truncate>
        {titles?.nextStep ? words.stepDue(titles.nextStep, when) : when}
      </Text>
    </span>
  )
}

function Age({ days, maxAge }: { readonly days: number; readonly maxAge: number | null }) {
  const words = useBoardWords()
  const format = useFormat()
  const stale = maxAge !== null && days > maxAge
  const said = stale ? words.stale(days) : words.days(days)
  return (
    <span className={classes.sign} data-warning={stale || undefined} data-fixed title={said}>
      {stale && <IconHourglassHigh size={14} stroke={1.6} aria-hidden />}
      <span aria-hidden className="tendero-figures">
        {words.daysShort(format.number(days))}
      </span>
      <VisuallyHidden>{said}</VisuallyHidden>
    </span>
  )
}
