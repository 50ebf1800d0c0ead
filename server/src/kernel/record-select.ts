import {
  and,
  empty,
  type Field,
  identifier,
  join,
  literal,
  type ObjectType,
  raw,
  type Sql,
  snakeCase,
  sql,
} from '@tendero/model'
import { type Actor, mayUseField } from './actor.ts'
import { jsonOf } from './expression.ts'
import { policy } from './policy.ts'
import type { WorkspaceModel } from './workspace-model.ts'

/** Where an object's rows are read: a view of the one workspace, beside row-level security (settled: some indexes). */
export function readTable(object: Pick<ObjectType, 'table'>): Sql {
  return sql`app.${identifier(object.table)}`
}

/** Where they are written: the protected table. */
export function writeTable(object: Pick<ObjectType, 'table'>): Sql {
  return sql`tendero.${identifier(object.table)}`
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

export interface RecordShape {
  /** `expression as "name"` for each field, and the titles of its references. */
  readonly columns: Sql
  /** Joins that find those titles, each under the policy of the object it enters. */
  readonly joins: Sql
}

/** How a record becomes JSON: its visible fields by name, and `titles` of what they refer to. */
export function recordShape(
  model: WorkspaceModel,
  actor: Actor,
  object: ObjectType,
  fields: readonly Field[],
  alias: string,
): RecordShape {
  const valueOf = (field: Field) =>
    field.name === object.title ? titleValue(actor, object, field, alias) : jsonOf(field, alias)
  const columns = fields.map((field) => sql`${valueOf(field)} as ${identifier(field.name)}`)
  const references = fields.filter((field) => field.type.kind === 'reference')
  const joins: Sql[] = []
  const titles: Sql[] = []
  for (const [index, field] of references.entries()) {
    const target = model.objects.get(field.options.object ?? '')
    if (!target) continue
    const inner = `r${index}`
    joins.push(
      sql` left join ${readTable(target)} ${raw(inner)} on ${and([
        sql`${raw(inner)}.workspace_id = ${actor.workspaceId}`,
        sql`${raw(inner)}.id = ${jsonOf(field, alias)}`,
        policy(model, actor, target, 'read', inner),
      ])}`,
    )
    titles.push(sql`${literal(field.name)}, ${titleOf(actor, target, inner)}`)
  }
  if (titles.length > 0) columns.push(sql`json_strip_nulls(json_build_object(${join(titles)})) as titles`)
  return { columns: join(columns), joins: joins.length > 0 ? join(joins, '') : empty }
}

/** The title as the reader's language has it, for what we seeded. */
function titleValue(actor: Actor, object: ObjectType, field: Field, alias: string): Sql {
  return object.fields.has('labels') ? titleOf(actor, object, alias) : jsonOf(field, alias)
}

/** The words that name a record; what we seeded is named in the reader's language. */
export function titleOf(actor: Pick<Actor, 'language'>, object: ObjectType, alias: string): Sql {
  const title = sql`${raw(alias)}.${identifier(snakeCase(object.title))}`
  return object.fields.has('labels')
    ? sql`coalesce(${raw(alias)}.labels ->> ${literal(actor.language)}, ${title})`
    : title
}
