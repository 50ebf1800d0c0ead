import {
  and,
  dayIn,
  type Field,
  identifier,
  join,
  literal,
  type ObjectType,
  raw,
  referredIds,
  type Sql,
  snakeCase,
  sql,
} from '@tendero/model'
import { type Actor, mayUseField, scopeOf } from './actor.ts'
import { isStored, jsonOf } from './expression.ts'
import { type FilterContext, fieldFor } from './filter.ts'
import { policy } from './policy.ts'
import { readTable } from './read-table.ts'
import type { CatalogueRecord, WorkspaceModel } from './workspace-model.ts'

/** Rows by their ids; for a single one a plan that serves every time. */
export function withIds(alias: string, ids: readonly string[]): Sql {
  return ids.length === 1 ? sql`${raw(alias)}.id = ${ids[0]}::uuid` : sql`${raw(alias)}.id = any(${ids}::uuid[])`
}

/** The fields of an object that an actor may read, or those of them that were asked for. */
export function visibleFields(actor: Actor, object: ObjectType, wanted?: readonly string[]): readonly Field[] {
  const needed = new Set(['id', 'version', 'createdAt', 'updatedAt'])
  return [...object.fields.values()].filter(
    (field) =>
      mayUseField(actor, object.name, field.name, 'read') &&
      (wanted === undefined || wanted.includes(field.name) || needed.has(field.name)),
  )
}

/** How a record becomes JSON; `recordColumns` and `recordText` put it to use. */
export interface RecordShape {
  /** `expression as "name"` for each field, for a lateral subquery called j. */
  readonly fields: Sql
  /** Joins that find titles of references, each under the policy of the object it enters. */
  readonly joins: Sql
  /** Those titles, by field; of a field that refers to several records, an object of them by id. */
  readonly joined: readonly { readonly field: Field; readonly title: Sql }[]
  /** References to catalogues: their titles are in memory. */
  readonly catalogued: readonly {
    readonly field: Field
    readonly id: Sql
    readonly titles: ReadonlyMap<string, string>
  }[]
  /** The names of those fields whose reading is noted. */
  readonly sensitive: readonly string[]
}

/** A row as `recordColumns` selects it. */
export interface RecordRow {
  readonly j: string
  readonly [title: `c${number}` | `t${number}`]: string | readonly string[] | null
}

const shapes = new WeakMap<Actor, Map<string, RecordShape>>()
const mostShapes = 200

/**
 * The shape of an object's records for an actor: all fields that they may read, or those wanted. Kept for each actor,
 * who lives as long as the metadata version: building it anew cost more than the query. What is worked out may depend
 * on the day.
 * @param untitled references that are known to be empty: nothing is joined to find what they are called
 */
export function recordShape(
  context: FilterContext,
  object: ObjectType,
  alias: string,
  wanted?: readonly string[],
  untitled: readonly string[] = [],
): RecordShape {
  const { actor } = context
  const key = `${object.name} ${alias} ${wanted?.join() ?? '*'}${dayOf(context, object)} ${untitled.join()}`
  const known = shapes.get(actor) ?? new Map<string, RecordShape>()
  const found = known.get(key)
  if (found) return found
  const fields = visibleFields(actor, object, wanted).map((field) => fieldFor(context, field))
  const made = makeShape(context, object, fields, alias, untitled)
  if (known.size < mostShapes) shapes.set(actor, known.set(key, made))
  return made
}

const workingOut = new WeakMap<ObjectType, boolean>()

/** Today, for objects with fields that are worked out. */
function dayOf({ model, now }: FilterContext, object: ObjectType): string {
  const works = workingOut.get(object) ?? [...object.fields.values()].some((field) => !isStored(field))
  workingOut.set(object, works)
  return works ? ` ${dayIn(model.settings.timeZone, now)}` : ''
}

function makeShape(
  { model, actor }: FilterContext,
  object: ObjectType,
  fields: readonly Field[],
  alias: string,
  untitled: readonly string[],
): RecordShape {
  const joins: Sql[] = []
  const joined: RecordShape['joined'][number][] = []
  const catalogued: RecordShape['catalogued'][number][] = []
  for (const [index, field] of fields.entries()) {
    const target = field.type.refers && model.objects.get(field.options.object ?? '')
    if (!target || untitled.includes(field.name) || !seesTitles(actor, target)) continue
    const id = jsonOf(field, alias)
    if (target.metadata) catalogued.push({ field, id, titles: catalogueTitles(model, actor, target) })
    else if (field.type.refers === 'several') {
      joins.push(titlesJoin(model, actor, target, id, `r${index}`))
      joined.push({ field, title: sql`${raw(`r${index}`)}.titles` })
    } else {
      const inner = `r${index}`
      joins.push(titleJoin(model, actor, target, id, inner))
      joined.push({ field, title: titleOf(actor, target, inner) })
    }
  }
  const valueSql = (field: Field) =>
    field.name === object.title && object.fields.has('labels') ? titleOf(actor, object, alias) : jsonOf(field, alias)
  return {
    fields: join(fields.map((field) => sql`${valueSql(field)} as ${identifier(field.name)}`)),
    joins: join(joins, ''),
    joined,
    catalogued,
    sensitive: fields.filter(({ options }) => options.sensitive).map(({ name }) => name),
  }
}

/** May an actor know what records of an object are called? Who may not gets no order by it and no group titles either. */
export function seesTitles(actor: Actor, object: ObjectType): boolean {
  return scopeOf(actor, object.name, 'read') !== 'none' && mayUseField(actor, object.name, object.title, 'read')
}

function titleJoin(model: WorkspaceModel, actor: Actor, target: ObjectType, id: Sql, inner: string): Sql {
  return sql` left join ${readTable(target)} ${raw(inner)} on ${and([
    sql`${raw(inner)}.workspace_id = ${actor.workspaceId}`,
    sql`${raw(inner)}.id = ${id}`,
    policy(model, actor, target, 'read', inner),
  ])}`
}

/** The titles of several records whose ids are given as a JSON array, as the text of an object. */
function titlesJoin(model: WorkspaceModel, actor: Actor, target: ObjectType, ids: Sql, inner: string): Sql {
  return sql` left join lateral (select ${titlesAt({ model, actor }, target, ids, `${inner}_one`)}::text as titles) ${raw(inner)} on true`
}

/** The titles of several records whose ids are given as a JSON array, by id, as far as the reader may know. */
export function titlesAt(
  { model, actor }: Pick<FilterContext, 'model' | 'actor'>,
  target: ObjectType,
  ids: Sql,
  alias: string,
): Sql {
  const one = raw(alias)
  return sql`(select json_object_agg(${one}.id, ${titleOf(actor, target, alias)}) from ${readTable(target)} ${one}
    where ${and([
      sql`${one}.workspace_id = ${actor.workspaceId}`,
      sql`${one}.id = any(array(select jsonb_array_elements_text(${ids})::uuid))`,
      policy(model, actor, target, 'read', alias),
    ])})`
}

/** What `recordText` needs of each row; `from` must name the lateral subquery of the fields j. */
export function recordColumns(shape: RecordShape): Sql {
  const ids = shape.catalogued.map(({ id }, index) => sql`${id} as ${identifier(`c${index}`)}`)
  const titles = shape.joined.map(({ title }, index) => sql`${title} as ${identifier(`t${index}`)}`)
  return join([sql`row_to_json(j)::text as j`, ...titles, ...ids])
}

/** The joins of a shape and its fields as the lateral subquery j. */
export function recordSource(shape: RecordShape): Sql {
  return sql`${shape.joins} cross join lateral (select ${shape.fields}) j`
}

/**
 * A record as JSON text: its fields, and `titles` of what they refer to, by field; of fields that refer to several records,
 * by the ids of those.
 */
export function recordText(shape: RecordShape, row: RecordRow): string {
  const titles: string[] = []
  for (const [index, { field, titles: known }] of shape.catalogued.entries()) {
    const value = row[`c${index}`]
    if (field.type.refers === 'several')
      for (const id of referredIds(value)) titles.push(...(known.has(id) ? [`"${id}":${known.get(id)}`] : []))
    else {
      const title = known.get(typeof value === 'string' ? value : '')
      if (title !== undefined) titles.push(`"${field.name}":${title}`)
    }
  }
  for (const [index, { field }] of shape.joined.entries()) {
    const title = row[`t${index}`]
    if (typeof title !== 'string') continue
    titles.push(field.type.refers === 'several' ? title.slice(1, -1) : `"${field.name}":${JSON.stringify(title)}`)
  }
  return `${row.j.slice(0, -1)},"titles":{${titles.join(',')}}}`
}

/** Titles of a catalogue as JSON text, by id, in the reader's language. */
function catalogueTitles(model: WorkspaceModel, actor: Actor, object: ObjectType): ReadonlyMap<string, string> {
  const titles = new Map<string, string>()
  for (const row of model.catalogue.get(object.name)?.values() ?? [])
    titles.set(row.id, JSON.stringify(catalogueTitle(actor, object, row)))
  return titles
}

/** The words that name a record of a catalogue. */
export function catalogueTitle(actor: Pick<Actor, 'language'>, object: ObjectType, row: CatalogueRecord): string {
  const labels = row.labels
  const label = typeof labels === 'object' && labels !== null ? Reflect.get(labels, actor.language) : undefined
  return String(label ?? row[snakeCase(object.title)] ?? '')
}

/** The words that name a record, in SQL; what we seeded is named in the reader's language. */
export function titleOf(actor: Pick<Actor, 'language'>, object: ObjectType, alias: string): Sql {
  const title = sql`${raw(alias)}.${identifier(snakeCase(object.title))}`
  return object.fields.has('labels')
    ? sql`coalesce(${raw(alias)}.labels ->> ${literal(actor.language)}, ${title})`
    : title
}
