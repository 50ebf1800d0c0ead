import { identifier, join, type ReportOrder, raw, type Sql, sql } from '@tendero/model'
import type { GroupColumn } from '../kernel/aggregate-group.ts'
import { gatheredGroups, keyColumn, partColumn } from '../kernel/gathered-groups.ts'
import { type Figures, figureJson } from './report-figures.ts'

/** What a report groups by: the value in each record, and how it is ordered and called. */
export interface ReportColumn extends Pick<GroupColumn, 'expression' | 'caseless'> {
  /** The place of a value in its own order. */
  order(value: Sql): Sql
  /** Stand its values in their own order unless asked for otherwise? */
  readonly ordered: boolean
  /** What the record is called that the value refers to, when that is looked up by the statement. */
  readonly title?: (value: Sql) => Sql
}

export interface ReportQuery {
  readonly source: Sql
  readonly where: Sql
  readonly rows: readonly ReportColumn[]
  readonly across?: ReportColumn
  readonly figures: Figures
  readonly order?: ReportOrder
  /** Rows and values across that are shown; what follows is one more, the others. */
  readonly mostRows: number
  readonly mostAcross: number
}

/** A line of the statement's answer: the figures of a row, of a value across, of both, of an outer group, or of all. */
export interface ReportLine {
  /** The place of the row, of the outer group and of the value across; null for all of them together. */
  readonly row: number | null
  readonly outer: number | null
  readonly column: number | null
  readonly keys: readonly (string | number | boolean | null)[]
  readonly titles: readonly (string | null)[]
  readonly values: readonly (string | number | boolean | null)[]
  /** The greatest places there are among its groups, those that are not shown included. */
  readonly lastRow: number
  readonly lastColumn: number
}

/**
 * A report in one statement: records are gathered once, by all that stands down and across; totals are made of those
 * groups. Rows and values across are given places in their order, and all behind the last one shown have one in common.
 */
export function reportStatement(query: ReportQuery): Sql {
  const { figures, rows, across } = query
  const columns = across ? [...rows, across] : rows
  const keys = columns.map((_, index) => keyColumn(index))
  const ordered = orderings(query, keys)
  const weighed = ordered.flatMap((ordering) => weighingOf(query, ordering) ?? [])
  const folded = figures.parts.map((_, index) => sql`f.${partColumn(index)}`)
  const { source, where } = query
  const gathered = gatheredGroups({ source, where, columns, parts: figures.parts.map(({ ofRecords }) => ofRecords) })
  const titles = columns.map(({ title }, index) => title?.(sql`f.${keyColumn(index)}`) ?? raw('null'))
  return sql`with gathered as materialized (${gathered}),
    numbered as (select ${join([raw('gathered.*'), ...weighed.map(({ number }) => number)])} from gathered),
    ${join(
      weighed.map(({ weights }) => weights),
      '',
    )}placed as (select numbered.*, ${places(query, ordered)} from numbered${join(
      weighed.map(({ joining }) => joining),
      '',
    )})
    select f.r as row, f.o as outer, f.c as column, json_build_array(${join(keys.map((key) => sql`f.${key}`))}) as keys,
      json_build_array(${join(titles)}) as titles, f.last_row as "lastRow", f.last_column as "lastColumn",
      json_build_array(${join(figures.figures.map((figure) => figureJson(figure, figure.value(folded))))}) as values
    from (select ${join([
      ...placeNames.map((name) => raw(levelNames(query).includes(name) ? `p.${name}` : `null::bigint as ${name}`)),
      raw('max(p.last_row) as last_row, max(p.last_column) as last_column'),
      ...keys.map((key) => sql`(array_agg(p.${key}))[1] as ${key}`),
      ...figures.parts.map(({ folding }, index) => sql`${folding(partColumn(index))} as ${partColumn(index)}`),
    ])}
    from (select placed.*, row_place as last_row, column_place as last_column,
        least(row_place, ${query.mostRows + 1}::bigint) as r, least(outer_place, ${query.mostRows + 1}::bigint) as o,
        least(column_place, ${query.mostAcross + 1}::bigint) as c from placed) p
    group by grouping sets (${levels(query)})) f
    order by f.r nulls last, f.o nulls last, f.c nulls last`
}

/** The orders of the outer group, of the rows within it, and of what stands across. */
function orderings(query: ReportQuery, keys: readonly Sql[]): readonly Ordering[] {
  const { rows, across } = query
  const down = rows.map((column, place) => ({
    column,
    place,
    key: keys[place] ?? raw('null'),
    within: keys.slice(0, place + 1),
    ...orderOf(query, column, query.order),
  }))
  if (!across) return down
  const [key = raw('null')] = keys.slice(rows.length)
  return [...down, { column: across, place: rows.length, key, within: [key], ...orderOf(query, across) }]
}

/** As asked for; else in its own order, or from the greatest of the first measure. */
function orderOf(
  { figures: { figures } }: ReportQuery,
  column: ReportColumn,
  asked?: ReportOrder,
): Pick<Ordering, 'figure' | 'descending'> {
  if (asked?.by === null) return { figure: undefined, descending: asked.descending }
  if (asked) {
    const figure = figures.find(({ name }) => name === asked.by)
    return { figure, descending: figure ? asked.descending : false }
  }
  return column.ordered
    ? { figure: undefined, descending: false }
    : { figure: figures[0], descending: figures.length > 0 }
}

interface Ordering {
  readonly column: ReportColumn
  readonly key: Sql
  readonly place: number
  /** The keys whose groups are compared. */
  readonly within: readonly Sql[]
  /** By which figure; by the values themselves without it. */
  readonly figure: Figures['figures'][number] | undefined
  readonly descending: boolean
}

interface Weighing {
  /** Numbers the groups, so that rows find theirs without comparing keys, which may be null. */
  readonly number: Sql
  /** The figure of each group, worked out once however many rows it has: a median or a count of values reads them all. */
  readonly weights: Sql
  /** In full, though none is without the other: PostgreSQL does that in one pass however few it expects. */
  readonly joining: Sql
}

/** What an order by a figure goes by; undefined for one by the values themselves. */
function weighingOf({ figures }: ReportQuery, { figure, within, place }: Ordering): Weighing | undefined {
  if (!figure) return undefined
  const [number, weighed] = [identifier(`n${place}`), identifier(`w${place}`)]
  const folded = figures.parts.map((part, index) => part.folding(partColumn(index)))
  return {
    number: sql`dense_rank() over (order by ${join(within)}) as ${number}`,
    weights: sql`${weighed} as (select ${number}, ${figure.value(folded)} as weight from numbered group by ${number}), `,
    joining: sql` full join ${weighed} on ${weighed}.${number} = numbered.${number}`,
  }
}

/** Places from 1: groups that are equal in key have the same. */
function places(query: ReportQuery, ordered: readonly Ordering[]): Sql {
  const all = ordered.map(orderKeys)
  const rows = all.slice(0, query.rows.length)
  const place = (by: readonly (readonly Sql[])[], name: string) =>
    by.length > 0
      ? sql`dense_rank() over (order by ${join(by.flat())}) as ${identifier(name)}`
      : sql`null::bigint as ${identifier(name)}`
  return join([
    place(rows, 'row_place'),
    place(rows.length > 1 ? rows.slice(0, 1) : [], 'outer_place'),
    place(query.across ? all.slice(-1) : [], 'column_place'),
  ])
}

function orderKeys({ column, key, place, figure, descending }: Ordering): readonly Sql[] {
  const value = figure ? sql`${identifier(`w${place}`)}.weight` : column.order(key)
  return [sql`${value} ${raw(descending ? 'desc' : 'asc')} nulls last`, key]
}

/** The place of a row, of its outer group, of what stands across. */
const placeNames = ['r', 'o', 'c'] as const

function levelNames({ rows, across }: ReportQuery): readonly string[] {
  return [...(rows.length > 0 ? ['r'] : []), ...(rows.length > 1 ? ['o'] : []), ...(across ? ['c'] : [])]
}

/** Every row, every outer group and all of them, each by every value across and by all of those. */
function levels(query: ReportQuery): Sql {
  const down = levelNames(query).filter((name) => name !== 'c')
  const sets = [...down, ''].flatMap((row) => (query.across ? [row ? `${row}, c` : 'c', row] : [row]))
  return join(sets.map((set) => raw(`(${set})`)))
}
