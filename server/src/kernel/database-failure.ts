import { columnNames, type FieldProblem, type ObjectType, snakeCase } from '@tendero/model'
import { Failure } from './failure.ts'

/** Did another write first what may be there once? */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505'
}

/** Database errors that a caller caused, in the caller's terms (scale.md C5). */
export function explained(error: unknown, object: ObjectType): unknown {
  if (typeof error !== 'object' || error === null || !('code' in error)) return error
  const constraint =
    'constraint' in error && typeof error.constraint === 'string' ? error.constraint.replace(/_\d+$/, '') : ''
  if (isUniqueViolation(error))
    return new Failure(409, 'unique_violation', {
      details: { object: object.name, fields: uniqueFields(object, constraint) },
    })
  if (error.code === '23503') return new Failure(422, 'invalid_input', { fields: referenceFields(object, constraint) })
  if (error.code === '22003' || error.code === '22001') return new Failure(422, 'too_large')
  return error
}

function uniqueFields(object: ObjectType, constraint: string): readonly string[] {
  if (constraint.endsWith('_pkey')) return ['id']
  return object.unique.find((fields) => constraint.includes(fields.map(snakeCase).join('_'))) ?? []
}

function referenceFields(object: ObjectType, constraint: string): Record<string, FieldProblem> {
  const field = [...object.fields.values()].find(
    (one) => one.type.refers === 'one' && constraint.includes(columnNames(one)[0] ?? ' '),
  )
  return { [field?.name ?? 'id']: { code: 'not_found' } }
}
