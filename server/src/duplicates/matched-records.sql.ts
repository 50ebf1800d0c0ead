import { join, literal, type ObjectType, raw, type Sql, sql } from '@tendero/model'
import { jsonOf } from '../kernel/expression.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { comparedFields, type MatchedObject, type Points } from './matched-objects.ts'

/** A record with what is compared of it. */
export interface MatchedRow {
  readonly id: string
  readonly values: Values
  readonly points: Points
}

/** The columns of `MatchedRow`, of a record with the alias t. */
export function matchedColumns(workspaceId: string, object: ObjectType, matched: MatchedObject): Sql {
  const parts = comparedFields(object, matched).flatMap((name) => {
    const field = object.fields.get(name)
    return field ? [sql`${literal(name)}, ${jsonOf(field, 't')}`] : []
  })
  return sql`t.id, json_build_object(${join(parts)}) as values, ${pointsOf(workspaceId, matched.object)} as points`
}

/** The further points; leads have none. */
function pointsOf(workspaceId: string, object: MatchedObject['object']): Sql {
  if (object === 'lead') return sql`'{"emails":[],"phones":[]}'::json`
  const values = (kind: string) =>
    sql`coalesce(json_agg(p.normalized) filter (where p.kind = ${literal(kind)}), '[]'::json)`
  return sql`(select json_build_object('emails', ${values('email')}, 'phones', ${values('phone')})
    from app.contact_point p where p.workspace_id = ${workspaceId} and p.${raw(object)}_id = t.id
    and p.deleted_at is null and not p."primary" and p.normalized is not null)`
}
