import { and, type Field, join, mostReferences, type ObjectType, raw, type Sql, sql } from '@tendero/model'
import { orderColumn } from './expression.ts'
import { type FilterContext, readableField, unknownField } from './filter.ts'
import { policy } from './policy.ts'
import { readTable } from './read-table.ts'

/** The alias of the records themselves. */
const records = 't'

/** A field where a statement finds it. */
export interface PlacedField {
  readonly field: Field
  readonly alias: string
}

/** Fields of an object's records, and along references those of others, for one statement. */
export interface JoinedFields {
  /**
   * The field at a path: `amount`, `account.sector`.
   * @throws Failure 422 `invalid_filter` when there is none that the reader may see
   */
  at(path: string): PlacedField
  /** The records themselves under the alias t, and those that the paths asked for so far lead to. */
  source(): Sql
}

/** Each reference is joined once, under the policy of the object that it enters: what one may not see is not there. */
export function joinedFields(context: FilterContext, object: ObjectType): JoinedFields {
  const joins: Sql[] = []
  const entered = new Map<string, string>()

  const enter = (place: string, placed: PlacedField, target: ObjectType): string => {
    const known = entered.get(place)
    if (known) return known
    const inner = `j${entered.size + 1}`
    entered.set(place, inner)
    joins.push(
      sql` left join ${readTable(target)} ${raw(inner)} on ${and([
        sql`${raw(inner)}.workspace_id = ${context.actor.workspaceId}`,
        sql`${raw(inner)}.id = ${referredId(placed)}`,
        policy(context.model, context.actor, target, 'read', inner),
      ])}`,
    )
    return inner
  }

  return {
    at(path) {
      const names = path.split('.')
      if (names.length > mostReferences + 1) throw unknownField(path)
      let placed: PlacedField = { field: readableField(object, names[0] ?? '', context), alias: records }
      for (const [step, name] of names.slice(1).entries()) {
        const { type, options } = placed.field
        // Through several records a value would be several.
        const target = type.refers === 'one' ? context.model.objects.get(options.object ?? '') : undefined
        if (!target) throw unknownField(path)
        const alias = enter(names.slice(0, step + 1).join('.'), placed, target)
        placed = { field: readableField(target, name, context), alias }
      }
      return placed
    },
    source: () => sql`${readTable(object)} ${raw(records)}${join(joins, '')}`,
  }
}

/**
 * The id that a reference holds. Of a record that was joined itself, PostgreSQL 18 takes `owner_id = me` of the policy for
 * true where the join found nothing, and joins me to it: it draws no such conclusion from a case.
 */
function referredId({ field, alias }: PlacedField): Sql {
  const id = orderColumn(field, alias)
  return alias === records ? id : sql`case when ${raw(alias)}.id is not null then ${id} end`
}
