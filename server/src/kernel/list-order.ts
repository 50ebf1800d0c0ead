import {
  addDays,
  and,
  type Field,
  folded,
  isDay,
  join,
  type ListQuery,
  type ObjectType,
  or,
  raw,
  refusedText,
  type Sql,
  sql,
  startOfDay,
} from '@tendero/model'
import { decodeCursor, isPlaceValue } from './cursor.ts'
import { orderColumn, orderType } from './expression.ts'
import { Failure } from './failure.ts'
import { type FilterContext, readableField } from './filter.ts'
import { policy } from './policy.ts'
import { readTable } from './read-table.ts'
import { catalogueTitle, seesTitles, titleOf } from './record-select.ts'
import type { CatalogueRecord } from './workspace-model.ts'

/** Where in the order a page begins: behind a cursor, at a value, or nowhere in particular. */
export function placeOf(
  context: FilterContext,
  object: ObjectType,
  query: ListQuery,
  keys: readonly SortKey[],
): readonly Sql[] {
  const reversed = query.fromEnd === true
  if (query.cursor !== undefined) return [afterCursor(keys, query.cursor, reversed)]
  const [first] = keys
  if (query.from === undefined || !first) return []
  return [atValue(first, soughtValue(context, object, query, first), reversed)]
}

/** Everything from a value on; read from the other end, everything before it. Empty values come last. */
function atValue({ expression, type, down, nullable }: SortKey, value: string | null, reversed: boolean): Sql {
  if (value === null) return reversed ? raw('true') : raw('false')
  const [onward, before] = down ? ['<=', '>'] : ['>=', '<']
  const there = sql`${expression} ${raw(reversed ? before : onward)} ${value}::${raw(type)}`
  return nullable && !reversed ? or([there, sql`${expression} is null`]) : there
}

/** Comes after every letter: what begins with a text ends before the text and this. */
const lastSign = '\uffff'

/**
 * The value of the first sort key that a text asks for; null when it is behind everything.
 * @throws Failure 422 `invalid_query` for what is no such value
 */
function soughtValue(context: FilterContext, object: ObjectType, query: ListQuery, key: SortKey): string | null {
  const from = query.from ?? ''
  if (key.named) return key.named(from)
  if (key.type === 'text' && refusedText(from) === undefined) return key.down ? `${from}${lastSign}` : from
  if (key.type === 'timestamptz' && isDay(from))
    return startOfDay(context.actor.timeZone, key.down ? addDays(from, 1) : from).toISOString()
  if (key.type !== 'text' && isPlaceValue(from, key.type)) return from
  throw new Failure(422, 'invalid_query', { details: { parameter: 'from', object: object.name } })
}

export interface SortKey {
  readonly expression: Sql
  readonly type: string
  readonly down: boolean
  readonly nullable: boolean
  /** For catalogues, whose order is no value of theirs: the place of the one whose name begins so; null for none. */
  named?(beginning: string): string | null
}

/** The keys of an order; text is sorted as people do. */
export function sortKeys(
  context: FilterContext,
  object: ObjectType,
  sort: readonly string[] = ['-updatedAt'],
): readonly SortKey[] {
  if (sort.length > 4) throw new Failure(422, 'invalid_sort')
  const keys = sort.map((entry) => {
    const down = entry.startsWith('-')
    const field = readableField(object, down ? entry.slice(1) : entry, context)
    if (!field.type.sortable) throw new Failure(422, 'invalid_sort', { details: { field: field.name } })
    return sortKey(context, field, down)
  })
  const last = keys[keys.length - 1]
  return [...keys, { expression: raw('t.id'), type: 'uuid', down: last?.down ?? false, nullable: false }]
}

function sortKey(context: FilterContext, field: Field, down: boolean): SortKey {
  const nullable = field.options.required !== true || field.custom
  const target = field.type.refers ? context.model.objects.get(field.options.object ?? '') : undefined
  if (target) return { ...referenceOrder(context, orderColumn(field, 't'), target, down), down, nullable: true }
  const type = orderType(field)
  const column = orderColumn(field, 't')
  return { expression: type === 'text' ? sql`${column} collate ${collationOf(field)}` : column, type, down, nullable }
}

function collationOf({ type }: Field): Sql {
  return type.naturalOrder ? raw('tendero.natural_order') : raw('"und-x-icu"')
}

/**
 * References sort by what they are called, stages by their position; those whose names are hidden by their ids.
 * Catalogues are sorted in memory.
 */
export function referenceOrder(
  context: FilterContext,
  id: Sql,
  target: ObjectType,
  down: boolean,
): Pick<SortKey, 'expression' | 'type' | 'named'> {
  // The cursor holds the place in the order: by a name that one may not read, it would tell it.
  if (!seesTitles(context.actor, target)) return { expression: id, type: 'uuid' }
  const catalogue = target.metadata ? context.model.catalogue.get(target.name) : undefined
  if (!catalogue)
    return {
      expression: sql`${titleAt(context, id, target)} collate "und-x-icu"`,
      type: 'text',
    }
  const order = new Intl.Collator(context.actor.language)
  const place = (row: CatalogueRecord) => (target.fields.has('position') ? Number(row.position) : 0)
  const sorted = [...catalogue.values()].sort(
    (a, b) =>
      place(a) - place(b) ||
      order.compare(catalogueTitle(context.actor, target, a), catalogueTitle(context.actor, target, b)),
  )
  return {
    expression: sql`array_position(${sorted.map((row) => row.id)}::uuid[], ${id})`,
    type: 'integer',
    named(beginning) {
      const begins = (row: CatalogueRecord) =>
        folded(catalogueTitle(context.actor, target, row)).startsWith(folded(beginning))
      const at = down ? sorted.findLastIndex(begins) : sorted.findIndex(begins)
      return at < 0 ? null : String(at + 1)
    },
  }
}

/** What the record with an id is called; nothing for one that the reader may not see. */
export function titleAt(context: FilterContext, id: Sql, target: ObjectType): Sql {
  return sql`(select ${titleOf(context.actor, target, 'o')} from ${readTable(target)} o where ${and([
    sql`o.workspace_id = ${context.actor.workspaceId}`,
    sql`o.id = ${id}`,
    policy(context.model, context.actor, target, 'read', 'o'),
  ])})`
}

export function orderBy(keys: readonly SortKey[], reversed: boolean): Sql {
  return join(
    keys.map(({ expression, down, nullable }) => {
      const descending = down !== reversed
      const nulls = nullable ? (reversed ? ' nulls first' : ' nulls last') : ''
      return sql`${expression} ${raw(descending ? `desc${nulls}` : `asc${nulls}`)}`
    }),
  )
}

/** Everything behind the cursor in the direction of reading; empty values come last. */
export function afterCursor(keys: readonly SortKey[], cursor: string, reversed: boolean): Sql {
  const values = decodeCursor(cursor, keys)
  const uniform = keys.every((key) => !key.nullable && key.down === keys[0]?.down)
  const bound = (index: number): Sql => sql`${values[index]}::${raw(keys[index]?.type ?? 'text')}`
  if (uniform) {
    const sign = raw((keys[0]?.down ?? false) !== reversed ? '<' : '>')
    return sql`(${join(keys.map((key) => key.expression))}) ${sign} (${join(keys.map((_, index) => bound(index)))})`
  }
  const alternatives = keys.map((key, index) =>
    and([
      ...keys
        .slice(0, index)
        .map((before, i) =>
          values[i] === null ? sql`${before.expression} is null` : sql`${before.expression} = ${bound(i)}`,
        ),
      beyond(key, values[index] === null ? null : bound(index), reversed),
    ]),
  )
  return or(alternatives)
}

function beyond({ expression, down, nullable }: SortKey, value: Sql | null, reversed: boolean): Sql {
  if (value === null) return reversed ? sql`${expression} is not null` : raw('false')
  const sign = raw(down !== reversed ? '<' : '>')
  const further = sql`${expression} ${sign} ${value}`
  return nullable && !reversed ? or([further, sql`${expression} is null`]) : further
}
