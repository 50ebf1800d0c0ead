import {
  and,
  type DatePart,
  dayIn,
  nextSpan,
  type ObjectType,
  or,
  periodDays,
  previousPeriod,
  type ReportDefinition,
  type ReportGroup,
  type ReportKey,
  type ReportResult,
  raw,
  type Sql,
  sql,
  startOfDay,
} from '@tendero/model'
import { groupColumn, groupOrder, localTimestamp, spanColumn } from '../kernel/aggregate-group.ts'
import { orderColumn, orderType } from '../kernel/expression.ts'
import { Failure } from '../kernel/failure.ts'
import { filterSql } from '../kernel/filter.ts'
import { type JoinedFields, joinedFields, type PlacedField } from '../kernel/joined-fields.ts'
import { titleAt } from '../kernel/list-order.ts'
import { type Reading, visible } from '../kernel/read-records.ts'
import { catalogueTitle, seesTitles } from '../kernel/record-select.ts'
import { mostAcross, usualRows } from './report-definition.ts'
import { type Figures, figureKind, figuresOf } from './report-figures.ts'
import { reportRows } from './report-rows.ts'
import { type ReportColumn, type ReportLine, type ReportQuery, reportStatement } from './report-statement.ts'
import { reportedObject } from './reported-object.ts'

/**
 * What a report says to its reader, in one statement under the policies of every object that it enters. Relative days
 * and parts of the calendar are those of the workspace's zone.
 * @throws Failure 403 for an object that the reader's role does not read, 422 `invalid_report`, `invalid_filter`,
 * `invalid_aggregate`, `invalid_report_formula`
 */
export async function runReport(reader: Reading, definition: ReportDefinition): Promise<ReportResult> {
  const { reading, object } = reportedObject(reader, definition)
  const fields = joinedFields(reading, object)
  return definition.kind === 'number'
    ? runNumber(reading, object, fields, definition)
    : runGroups(reading, object, fields, definition)
}

async function runGroups(
  reading: Reading,
  object: ObjectType,
  fields: JoinedFields,
  definition: ReportDefinition,
): Promise<ReportResult> {
  const groups = [...(definition.rows ?? []), ...(definition.across ? [definition.across] : [])].map((group) =>
    placedGroup(reading, fields, group),
  )
  const rowGroups = definition.rows?.length ?? 0
  const figures = figuresOf({ context: reading, object, fields, today: todayIn(reading) }, definition.measures ?? [])
  const mostRows = definition.limit ?? usualRows
  const lines = await reading.tx.rows<ReportLine>(
    reportStatement({
      ...recordsOf(reading, object, fields, definition),
      rows: groups.slice(0, rowGroups).map(({ column }) => column),
      across: groups[rowGroups]?.column,
      figures,
      order: definition.order,
      mostRows,
      mostAcross,
    }),
  )
  const keyOf = (place: number, line: ReportLine): ReportKey =>
    groups[place]?.key(line.keys[place] ?? null, line.titles[place] ?? null) ?? { value: null, title: null }
  const table = reportRows(lines, { rowGroups, hasAcross: groups.length > rowGroups, mostRows, mostAcross, keyOf })
  return { ...headOf(reading, figures), ...table }
}

/** A number, and with a period the same of the period before. */
async function runNumber(
  reading: Reading,
  object: ObjectType,
  fields: JoinedFields,
  definition: ReportDefinition,
): Promise<ReportResult> {
  const measuring = { context: reading, object, fields, today: todayIn(reading) }
  const measures = definition.measures ?? []
  const span = definition.period && spanOf(reading, fields, definition.period)
  const now = figuresOf(measuring, measures, span?.during)
  const before = span?.before ? figuresOf(measuring, measures, span.before) : undefined
  const within = span && (span.before ? or([span.during, span.before]) : span.during)
  const records = recordsOf(reading, object, fields, definition, within)
  const figures = before ? together(now, before) : now
  const [line] = await reading.tx.rows<ReportLine>(
    reportStatement({ ...records, rows: [], figures, mostRows: 1, mostAcross: 1 }),
  )
  const values = line?.values ?? []
  const count = now.figures.length
  return {
    ...headOf(reading, now),
    across: [],
    othersAcross: 0,
    rows: [],
    total: { cells: [], values: values.slice(0, count) },
    ...(span ? { period: span.days } : {}),
    ...(span?.previous ? { previous: { ...span.previous, values: values.slice(count) } } : {}),
  }
}

/** The figures of both, one after the other. */
function together(now: Figures, before: Figures): Figures {
  const first = now.parts.length
  const later = before.figures.map((figure) => ({
    ...figure,
    value: (folded: readonly Sql[]) => figure.value(folded.slice(first)),
  }))
  return { ...now, parts: [...now.parts, ...before.parts], figures: [...now.figures, ...later] }
}

function headOf(
  { model }: Reading,
  { figures, leftOut }: Figures,
): Pick<ReportResult, 'currency' | 'measures' | 'leftOut'> {
  return {
    currency: model.settings.baseCurrency,
    measures: figures.map((figure) => ({ name: figure.name, kind: figureKind(figure) })),
    leftOut,
  }
}

function todayIn({ model, now }: Reading): string {
  return dayIn(model.settings.timeZone, now)
}

/** The records that the reader may see and the filter meets. */
function recordsOf(
  reading: Reading,
  object: ObjectType,
  fields: JoinedFields,
  { filter }: ReportDefinition,
  within?: Sql,
): Pick<ReportQuery, 'source' | 'where'> {
  const where = and([
    visible(reading, object, 't'),
    ...(filter ? [filterSql(filter, object, 't', reading)] : []),
    ...(within ? [within] : []),
  ])
  return { source: fields.source(), where }
}

interface PlacedGroup {
  readonly column: ReportColumn
  key(value: ReportKey['value'], title: string | null): ReportKey
}

function placedGroup(reading: Reading, fields: JoinedFields, { field, part }: ReportGroup): PlacedGroup {
  const placed = fields.at(field)
  return part ? spanGroup(reading, placed, part) : valueGroup(reading, placed)
}

/** Days and instants by a part of the calendar. */
function spanGroup(reading: Reading, placed: PlacedField, part: DatePart): PlacedGroup {
  const { fiscalYearStart, timeZone } = reading.model.settings
  const begin = (day: string): string =>
    orderType(placed.field) === 'timestamptz' ? startOfDay(timeZone, day).toISOString() : day
  return {
    column: {
      expression: spanColumn(part, localTimestamp(reading, placed), fiscalYearStart),
      order: (value) => value,
      ordered: true,
    },
    key: (value) =>
      typeof value === 'string'
        ? { value, title: null, from: begin(value), to: begin(nextSpan(part, value)) }
        : { value, title: null },
  }
}

function valueGroup(reading: Reading, placed: PlacedField): PlacedGroup {
  const { expression, object } = groupColumn(reading, placed)
  const sees = object !== undefined && seesTitles(reading.actor, object)
  const catalogue = object?.metadata ? reading.model.catalogue.get(object.name) : undefined
  return {
    column: {
      expression,
      order: (value) => groupOrder(reading, placed, value),
      ordered: placed.field.options.choices !== undefined || object?.fields.has('position') === true,
      ...(sees && !catalogue ? { title: (value: Sql) => titleAt(reading, value, object) } : {}),
    },
    key(value, title) {
      const row = sees && typeof value === 'string' ? catalogue?.get(value) : undefined
      return { value, title: object && row ? catalogueTitle(reading.actor, object, row) : title }
    },
  }
}

interface Span {
  readonly days: { readonly from: string; readonly to: string }
  readonly previous?: { readonly from: string; readonly to: string }
  readonly during: Sql
  readonly before?: Sql
}

/** The records of a period, and those of the one before. @throws Failure 422 `invalid_report` for no such period */
function spanOf(
  reading: Reading,
  fields: JoinedFields,
  { field, name }: NonNullable<ReportDefinition['period']>,
): Span {
  const placed = fields.at(field)
  const { fiscalYearStart, timeZone } = reading.model.settings
  const type = orderType(placed.field)
  const days = periodDays(name, todayIn(reading), fiscalYearStart)
  if (!days || (type !== 'date' && type !== 'timestamptz'))
    throw new Failure(422, 'invalid_report', { details: { place: 'period' } })
  const column = orderColumn(placed.field, placed.alias)
  const begin = (day: string) => (type === 'date' ? day : startOfDay(timeZone, day).toISOString())
  const within = ([from, to]: readonly [string, string]): Sql =>
    sql`(${column} >= ${begin(from)}::${raw(type)} and ${column} < ${begin(to)}::${raw(type)})`
  const named = ([from, to]: readonly [string, string]) => ({ from: begin(from), to: begin(to) })
  const previous = previousPeriod(name, days)
  return {
    days: named(days),
    during: within(days),
    ...(previous ? { previous: named(previous), before: within(previous) } : {}),
  }
}
