import { type DatePart, isText, literal, type ObjectType, raw, type Sql, sql, withoutCase } from '@tendero/model'
import { orderColumn, orderType } from './expression.ts'
import { Failure } from './failure.ts'
import type { FilterContext } from './filter.ts'
import type { PlacedField } from './joined-fields.ts'
import { referenceOrder, type SortKey } from './list-order.ts'

/** The value by which records are gathered. */
export interface GroupColumn {
  readonly expression: Sql
  /** PostgreSQL's type of it. */
  readonly type: string
  /** Texts that differ in case alone are one value, as for the filter `is`, by which the records are found again. */
  readonly caseless: boolean
  /** The object whose records it names, of a reference. */
  readonly object?: ObjectType
}

/**
 * A field as the value of a group.
 * @throws Failure 422 `invalid_aggregate` for a field that groups nothing, or not without a part of the calendar
 */
export function groupColumn(context: FilterContext, { field, alias }: PlacedField): GroupColumn {
  const type = orderType(field)
  if (!field.type.groupable || type === 'timestamptz')
    throw new Failure(422, 'invalid_aggregate', { details: { group: field.name } })
  return {
    expression: orderColumn(field, alias),
    type,
    caseless: field.type.operators.includes(isText),
    object: context.model.objects.get(field.options.object ?? ''),
  }
}

/**
 * What the calendar of the workspace's zone says of a day or an instant, without a zone.
 * @throws Failure 422 `invalid_aggregate` for other fields
 */
export function localTimestamp({ model }: FilterContext, { field, alias }: PlacedField): Sql {
  const type = orderType(field)
  const column = orderColumn(field, alias)
  if (type === 'date') return sql`${column}::timestamp`
  if (type === 'timestamptz') return sql`(${column} at time zone ${literal(model.settings.timeZone)})`
  throw new Failure(422, 'invalid_aggregate', { details: { group: field.name } })
}

/** The first day of the part of the calendar in which a local time lies; see `DatePart`. */
export function spanColumn(part: DatePart, local: Sql, fiscalYearStart: number): Sql {
  const into = fiscalYearStart - 1
  switch (part) {
    case 'day':
      return sql`${local}::date`
    case 'week':
    case 'month':
    case 'year':
      return truncated(part, local)
    case 'quarter':
      return shifted(part, local, into % 3)
    case 'fiscal_year':
      return shifted('year', local, into)
  }
}

function truncated(unit: string, local: Sql): Sql {
  return sql`date_trunc(${literal(unit)}, ${local})::date`
}

/** Units that begin so many months after those of the calendar. */
function shifted(unit: string, local: Sql, months: number): Sql {
  if (months === 0) return truncated(unit, local)
  const shift = raw(`interval '${months} months'`)
  return sql`(date_trunc(${literal(unit)}, ${local} - ${shift}) + ${shift})::date`
}

/** By what the values of a group stand in their own order: choices and catalogues as arranged, others as people sort. */
export function groupOrder(
  context: FilterContext,
  { field }: PlacedField,
  value: Sql,
): Pick<SortKey, 'expression' | 'type'> {
  const target = field.type.refers ? context.model.objects.get(field.options.object ?? '') : undefined
  if (target) return referenceOrder(context, value, target, false)
  const { choices } = field.options
  if (choices)
    return {
      expression: sql`array_position(${choices.map((one) => one.value)}::text[], ${value})`,
      type: 'integer',
    }
  const type = orderType(field)
  return { expression: type === 'text' ? sql`${value} collate "und-x-icu"` : value, type }
}

/** So much of a text tells its place in the order: a cursor that holds it is an address still. */
const sortedCharacters = 200

/** The keys of an order in which no two groups have the same place; those without a value come last. */
export function groupKeys(
  context: FilterContext,
  placed: PlacedField,
  { type, caseless }: GroupColumn,
  value: Sql,
): readonly Omit<SortKey, 'down'>[] {
  const keys = caseless
    ? textKeys(withoutCase(value))
    : [groupOrder(context, placed, value), { expression: value, type }]
  return keys.map((key) => ({ ...key, nullable: true }))
}

function textKeys(text: Sql): readonly Pick<SortKey, 'expression' | 'type'>[] {
  const beginning = sql`left(${text}, ${raw(String(sortedCharacters))}) collate "und-x-icu"`
  return [
    { expression: beginning, type: 'text' },
    { expression: sql`md5(${text})`, type: 'text' },
  ]
}
