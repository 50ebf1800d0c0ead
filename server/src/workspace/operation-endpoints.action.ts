import { isId } from '@tendero/model'
import { z } from 'zod'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, forbidden, notFound } from '../kernel/failure.ts'
import { revertOperation } from '../kernel/revert-operation.ts'
import { operations } from './operations.sql.ts'

const asked = z.object({
  of: z.enum(['me', 'all']).default('me'),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})

export const operationEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/operations',
    summary:
      'What one did in one go, newest first, and whether it was taken back; for administrators of everybody (`of=all`).',
    async handle({ kernel, caller, query }) {
      const read = asked.safeParse(query)
      if (!read.success)
        throw new Failure(422, 'invalid_query', { details: { parameter: String(read.error.issues[0]?.path[0]) } })
      const { of, cursor, limit } = read.data
      if (of === 'all' && !caller.actor.administrator) throw forbidden({ action: 'administrator' })
      return operations(kernel, caller, { of, after: cursor, limit })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/operations/{id}/reversal',
    summary: 'Takes back everything that an operation wrote; refused with the list when a record was touched since.',
    handle({ kernel, caller, params }) {
      if (!isId(params.id)) throw notFound()
      return revertOperation(kernel, caller, params.id)
    },
  }),
]
