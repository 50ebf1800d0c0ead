import {
  type ColumnType,
  columnNames,
  type Field,
  identifier,
  join,
  literal,
  type ObjectType,
  raw,
  type Sql,
  sql,
} from '@tendero/model'
import { Decimal } from 'decimal.js'
import type { Actor } from './actor.ts'
import { Failure } from './failure.ts'
import { kindOf } from './filter.ts'
import { policy } from './policy.ts'
import type { WorkspaceModel } from './workspace-model.ts'

/** A column of a table, with its PostgreSQL type. */
export interface TableColumn {
  readonly name: string
  readonly type: string
}

/** Whose records are read, as of which moment, by whom. */
export interface Past {
  /** The present model: policies are today's. */
  readonly model: WorkspaceModel
  readonly actor: Actor
  /** ISO date: as it was when that day ended in the workspace's zone. */
  readonly day: string
  /** When it ended: what was written before counts. */
  readonly at: Date
}

/**
 * The rows of an object's table as they were at a moment: today's, and over them what `record_as_of` holds of those that
 * changed since. What was made later is there as if deleted: what came with an older past may refer to it. Only records that
 * the actor may read today are there, with all fields: which of those they may read, the model says.
 */
export function pastRows(past: Past, object: ObjectType, columns: readonly TableColumn[]): Sql {
  const { model, actor, at } = past
  const byColumn = pastColumns(past, object)
  const selected = columns.map(
    ({ name }) => sql`${byColumn.get(name) ?? sql`l.${identifier(name)}`} as ${identifier(name)}`,
  )
  return sql`(select ${join(selected)} from app.${identifier(object.table)} l
    left join app.record_as_of r on r.workspace_id = ${actor.workspaceId} and r.object = ${literal(object.recordedAs)}
      and r.at = ${at.toISOString()} and r.record_id = l.id
    where l.workspace_id = ${actor.workspaceId} and ${kindOf(object, 'l')} and ${policy(model, actor, object, 'read', 'l', { sought: 'many' })})`
}

/** What stands in the columns that are not simply today's. */
function pastColumns(past: Past, object: ObjectType): ReadonlyMap<string, Sql> {
  const columns = new Map<string, Sql>([
    [
      'deleted_at',
      raw(
        "case r.state when 'live' then null when 'unborn' then l.created_at when 'deleted' then coalesce(l.deleted_at, l.updated_at) else l.deleted_at end",
      ),
    ],
    ['version', raw('coalesce(r.version, l.version)')],
    [
      'updated_at',
      raw('case when r.record_id is null then l.updated_at else coalesce(r.updated_at, l.created_at) end'),
    ],
    ['updated_by_id', raw('case when r.record_id is null then l.updated_by_id else r.updated_by_id end')],
  ])
  const fields = [...object.fields.values()].filter((field) => !field.system && field.name !== 'id')
  for (const field of fields.filter(({ custom, type }) => !custom && type.columns.length > 0)) {
    const values = valuesOf(past, field)
    for (const [index, name] of columnNames(field).entries()) {
      const value = values[index]
      if (value) columns.set(name, sql`case when ${isKnown(field)} then ${value} else l.${identifier(name)} end`)
    }
  }
  const custom = fields.filter((field) => field.custom && field.type.columns.length > 0)
  if (custom.length > 0) columns.set('custom', customColumn(past, custom))
  return columns
}

/** Did the field change since, so that its value then is known from the history? */
function isKnown({ name }: Field): Sql {
  return sql`r.patch ? ${literal(name)}`
}

/** The stored values of a field then, of which the history has the JSON value. */
function valuesOf(past: Past, field: Field): readonly Sql[] {
  const { columns, fromJson } = field.type
  if (fromJson)
    return fromJson(sql`(r.patch -> ${literal(field.name)} -> 0)`, (minor, currency) => worth(past, minor, currency))
  return columns.slice(0, 1).map(({ type }) => plainValue(field, type))
}

function plainValue({ name }: Field, type: ColumnType): Sql {
  const [value, text] = [sql`(r.patch -> ${literal(name)} -> 0)`, sql`(r.patch -> ${literal(name)} ->> 0)`]
  return type === 'jsonb' ? sql`nullif(${value}, 'null')` : sql`${text}::${raw(type)}`
}

/** The document of custom fields: today's, with the values then over it. */
function customColumn(past: Past, fields: readonly Field[]): Sql {
  const over = fields.map((field) => {
    const values = valuesOf(past, field)
    const keyed = field.type.columns.map(
      ({ key }, index) => sql`${literal(key || 'value')}::text, ${values[index] ?? raw('null')}`,
    )
    const value =
      keyed.length === 1 ? sql`r.patch -> ${literal(field.name)} -> 0` : sql`jsonb_build_object(${join(keyed)})`
    return sql`case when ${isKnown(field)} then jsonb_build_object(${literal(field.name)}::text, ${value}) else '{}' end`
  })
  const names = join(fields.map(({ name }) => literal(name)))
  return sql`case when r.patch ?| array[${names}] then l.custom || ${join(over, ' || ')} else l.custom end`
}

/** Amounts are valued with the rates of that day. */
function worth({ model, day }: Past, minor: Sql, currency: Sql): Sql {
  const known = [...factors(model, day)].map(
    ([code, factor]) => sql`when ${literal(code)} then round(${minor} * ${raw(factor)})::bigint`,
  )
  return sql`case ${currency} when ${literal(model.settings.baseCurrency)} then ${minor} ${join(known, ' ')} end`
}

const manyMinorUnits = 1_000_000_000

/** What a minor unit of each other currency was worth on a day, in minor units of the base currency. */
function factors(model: WorkspaceModel, day: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { quote } of model.catalogue.get('exchange_rate')?.values() ?? []) {
    const code = String(quote)
    const worth = worthOn(model, code, day) ?? worthOn(model, code, lastDay)
    if (worth !== undefined) found.set(code, new Decimal(worth).div(manyMinorUnits).toFixed())
  }
  return found
}

const lastDay = '9999-12-31'

function worthOn(model: WorkspaceModel, currency: string, day: string): number | undefined {
  try {
    return model.worth(manyMinorUnits, currency, day)
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}
