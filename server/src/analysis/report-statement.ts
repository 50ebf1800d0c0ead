import { identifier, join, type ReportOrder, raw, type Sql, sql } from '@tendero/model'
import type { GroupColumn } from '../kernel/aggregate-group.ts'
import { gatheredGroups, keyColumn, partColumn } from '../kernel/gathered-groups.ts'
import { type FigurePart, type Figures, figureJson } from './report-figures.ts'

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
  const folded = figures.parts.map((_, index) => sql`f.${partColumn(index)}`)
  const { source, where } = query
  const gathered = gatheredGroups({ source, where, columns, parts: figures.parts.map(({ ofRecords }) => ofRecords) })
  const titles = columns.map(({ title }, index) => title?.(sql`f.${keyColumn(index)}`) ?? raw('null'))
  return sql`with gathered as materialized (${gathered}),
    weighed as (select gathered.*${join(weights(query, keys), '')} from gathered),
    placed as (select weighed.*, ${places(query, keys)} from weighed)
    select f.r as row, f.o as outer, f.c as column, json_build_array(${join(keys.map((key) => sql`f.${key}`))}) as keys,
      json_build_array(${join(titles)}) as titles, f.last_row as "lastRow", f.last_column as "lastColumn",
      json_build_array(${join(figures.figures.map((figure) => figureJson(figure, figure.value(folded))))}) as values
    from (select ${join([
      ...placeNames.map((name) => raw(levelNames(query).includes(name) ? `p.${name}` : `null::bigint as ${name}`)),
      raw('max(p.last_row) as last_row, max(p.last_column) as last_column'),
      ...keys.map((key) => sql`(array_agg(p.${key}))[1] as ${key}`),
      ...figures.parts.map((part, index) => sql`${foldedPart(part, partColumn(index))} as ${partColumn(index)}`),
    ])}
    from (select placed.*, row_place as last_row, column_place as last_column,
        least(row_place, ${query.mostRows + 1}::bigint) as r, least(outer_place, ${query.mostRows + 1}::bigint) as o,
        least(column_place, ${query.mostAcross + 1}::bigint) as c from placed) p
    group by grouping sets (${levels(query)})) f
    order by f.r nulls last, f.o nulls last, f.c nulls last`
}

function foldedPart({ folding }: FigurePart, column: Sql, over: Sql = raw('')): Sql {
  return sql`${folding(column)}${over}`
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

/** The parts of the figures of whole groups, for the orders that go by a figure. */
function weights(query: ReportQuery, keys: readonly Sql[]): readonly Sql[] {
  return orderings(query, keys)
    .filter(({ figure }) => figure)
    .flatMap(({ within, place, figure }) =>
      query.figures.parts.flatMap((part, index) => {
        if (!figure?.uses.includes(index)) return []
        const weight = foldedPart(part, partColumn(index), sql` over (partition by ${join(within)})`)
        return [sql`, ${weight} as ${identifier(`w${place}_${index}`)}`]
      }),
    )
}

/** Places from 1: groups that are equal in key have the same. */
function places(query: ReportQuery, keys: readonly Sql[]): Sql {
  const all = orderings(query, keys).map((ordering) => orderKeys(query, ordering))
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

function orderKeys({ figures }: ReportQuery, { column, key, place, figure, descending }: Ordering): readonly Sql[] {
  const weighed = figures.parts.map((_, index) => identifier(`w${place}_${index}`))
  const value = figure ? figure.value(weighed) : column.order(key)
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
