import { and, type Field, join, type ObjectType, raw, type Sql, sql } from '@tendero/model'
import { orderColumn } from './expression.ts'
import { type FilterContext, readableField, unknownField } from './filter.ts'
import { policy } from './policy.ts'
import { readTable } from './record-select.ts'

/** References that a path may follow, one after another. */
const mostSteps = 3

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

  const enter = (place: string, { field, alias }: PlacedField, target: ObjectType): string => {
    const known = entered.get(place)
    if (known) return known
    const inner = `j${entered.size + 1}`
    entered.set(place, inner)
    joins.push(
      sql` left join ${readTable(target)} ${raw(inner)} on ${and([
        sql`${raw(inner)}.workspace_id = ${context.actor.workspaceId}`,
        sql`${raw(inner)}.id = ${orderColumn(field, alias)}`,
        policy(context.model, context.actor, target, 'read', inner),
      ])}`,
    )
    return inner
  }

  return {
    at(path) {
      const names = path.split('.')
      if (names.length > mostSteps + 1) throw unknownField(path)
      let placed: PlacedField = { field: readableField(object, names[0] ?? '', context), alias: 't' }
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
    source: () => sql`${readTable(object)} t${join(joins, '')}`,
  }
}
