import type { Field, Surroundings } from '../field-type.ts'
import type { Condition, Filter } from '../filter.ts'
import type { FieldProblemCode, FormulaProblem } from '../formula/problem.ts'

/** Why a roll-up cannot be worked out. */
export class RollUpError extends Error {
  readonly problem: FormulaProblem
  constructor(code: FieldProblemCode, found: string) {
    super(code)
    this.problem = { code, at: 0, length: 0, found }
  }
}

/**
 * A field that a roll-up names. What is kept changes only when a record does: it can hang on nothing that is worked out.
 * @throws RollUpError for one that is not there or cannot be used
 */
export function pickField(surroundings: Surroundings, object: string, name: string, kept: boolean): Field {
  const place = `${object}.${name}`
  const field = surroundings.field(object, name)
  if (typeof field === 'string') throw new RollUpError(field, place)
  if (field.problem) throw new RollUpError('broken_field', place)
  const { derivation } = field
  if (derivation?.onlyShown || (kept && derivation && !derivation.stored))
    throw new RollUpError('unusable_field', place)
  return field
}

/**
 * The fields that a filter asks about, as 'object.field', with those that they give away. A filter of what is kept may ask
 * only about the record itself, and nothing that depends on the day or on who asks.
 * @throws RollUpError for fields that are not there, or not for what is kept
 */
export function filterUses(
  surroundings: Surroundings,
  object: string,
  filter: Filter,
  kept: boolean,
): readonly string[] {
  if ('and' in filter) return filter.and.flatMap((one) => filterUses(surroundings, object, one, kept))
  if ('or' in filter) return filter.or.flatMap((one) => filterUses(surroundings, object, one, kept))
  if ('not' in filter) return filterUses(surroundings, object, filter.not, kept)
  if ('some' in filter) {
    const [other = '', reference = ''] = filter.some.split('.')
    if (kept) throw new RollUpError('unusable_field', filter.some)
    const field = pickField(surroundings, other, reference, kept)
    return [...usesOf(other, field), ...(filter.where ? filterUses(surroundings, other, filter.where, kept) : [])]
  }
  if ('shared' in filter) {
    if (kept) throw new RollUpError('unusable_field', `${object}.shared`)
    return []
  }
  return conditionUses(surroundings, object, filter, kept)
}

function conditionUses(
  surroundings: Surroundings,
  object: string,
  condition: Condition,
  kept: boolean,
): readonly string[] {
  const [name = '', ...rest] = condition.field.split('.')
  const field = pickField(surroundings, object, name, kept)
  if (kept && (rest.length > 0 || isRelative(field, condition)))
    throw new RollUpError('unusable_field', `${object}.${condition.field}`)
  if (rest.length === 0) return usesOf(object, field)
  const further = { ...condition, field: rest.join('.') }
  return [...usesOf(object, field), ...conditionUses(surroundings, field.options.object ?? '', further, kept)]
}

function usesOf(object: string, { name, derivation, options }: Field): readonly string[] {
  return [`${object}.${name}`, ...(derivation?.uses ?? []), ...(options.tells ?? [])]
}

const relative = /^(?:me|my_team|today(?:[+-]\d+)?)$/

/** Does a condition mean another thing tomorrow, or to another person? */
function isRelative({ type }: Field, { op, value }: Condition): boolean {
  if (type.operators.some(({ name, takes }) => name === op && takes === 'period')) return true
  if (type.inFormulas?.type !== 'date' && !type.refers) return false
  return [value].flat().some((one) => typeof one === 'string' && relative.test(one))
}
