import {
  and,
  identifier,
  join,
  type ObjectType,
  type ReportDefinition,
  type ReportRecord,
  type ReportRecords,
  raw,
  referredIds,
  type Sql,
  sql,
} from '@tendero/model'
import { encodeCursor } from '../kernel/cursor.ts'
import { jsonOf, orderColumn } from '../kernel/expression.ts'
import { filterSql } from '../kernel/filter.ts'
import { joinedFields, type PlacedField } from '../kernel/joined-fields.ts'
import { orderBy, placeOf, sortKeys, titleAt } from '../kernel/list-order.ts'
import { type Reading, visible } from '../kernel/read-records.ts'
import { catalogueTitle, seesTitles, titlesAt } from '../kernel/record-select.ts'
import { ifThere } from './if-there.ts'
import { reportedObject } from './reported-object.ts'

/** Records on one page. */
const pageSize = 100

interface RecordLine extends ReportRecord {
  readonly [place: `k${number}`]: string | null
}

/**
 * A page of the records of a plain table, with fields of those that they refer to.
 * @throws Failure 403, 422 as of other reports
 */
export async function reportRecords(
  reader: Reading,
  definition: ReportDefinition,
  cursor?: string,
): Promise<ReportRecords> {
  const { reading, object } = reportedObject(reader, definition)
  const fields = joinedFields(reading, object)
  const asked = (definition.columns ?? object.list).map((path) => ({ path, placed: ifThere(() => fields.at(path)) }))
  const seen = asked.flatMap(({ path, placed }) => (placed ? { path, placed } : []))
  const keys = sortKeys(reading, object, definition.sort ? [definition.sort] : undefined)
  const places = keys.map((key, index) => sql`(${key.expression})::text as ${identifier(`k${index}`)}`)
  const where = and([
    visible(reading, object, 't'),
    ...(definition.filter ? [filterSql(definition.filter, object, 't', reading)] : []),
    ...placeOf(reading, object, { cursor }, keys),
  ])
  const lines = await reading.tx.rows<RecordLine>(sql`select t.id,
    json_build_array(${join(seen.map(({ placed }) => jsonOf(placed.field, placed.alias)))}) as values,
    json_build_array(${join(seen.map(({ placed }) => titleIn(reading, placed)))}) as titles, ${join(places)}
    from ${fields.source()} where ${where} order by ${orderBy(keys, false)} limit ${raw(String(pageSize))}`)
  const last = lines.length < pageSize ? undefined : lines.at(-1)
  return {
    columns: seen.map(({ path }) => path),
    leftOut: asked.filter(({ placed }) => !placed).map(({ path }) => path),
    items: lines.map(({ id, values, titles }) => ({ id, values, titles: titlesOf(reading, seen, values, titles) })),
    next: last ? encodeCursor(keys.map((_, index) => last[`k${index}`] ?? null)) : null,
  }
}

function referred(reading: Reading, { field }: PlacedField): ObjectType | undefined {
  const target = field.type.refers ? reading.model.objects.get(field.options.object ?? '') : undefined
  return target && seesTitles(reading.actor, target) ? target : undefined
}

function titleIn(reading: Reading, placed: PlacedField): Sql {
  const target = referred(reading, placed)
  if (!target || target.metadata) return raw('null')
  const referring = orderColumn(placed.field, placed.alias)
  return placed.field.type.refers === 'one'
    ? titleAt(reading, referring, target)
    : sql`(select string_agg(n.value, '; ') from json_each_text(${titlesAt(reading, target, referring, 'o')}) n)`
}

/** Titles of catalogues are in memory. */
function titlesOf(
  reading: Reading,
  columns: readonly { readonly placed: PlacedField }[],
  values: readonly unknown[],
  found: readonly (string | null)[],
): readonly (string | null)[] {
  return columns.map(({ placed }, index) => {
    const target = referred(reading, placed)
    if (!target?.metadata) return found[index] ?? null
    const rows = reading.model.catalogue.get(target.name)
    const names = referredIds(values[index]).flatMap((id) => {
      const row = rows?.get(id)
      return row ? [catalogueTitle(reading.actor, target, row)] : []
    })
    return names.length > 0 ? names.join('; ') : null
  })
}
