import { isId, operationKinds } from '@tendero/model'
import { z } from 'zod'
import { acceptBody } from '../kernel/accept-body.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, forbidden, notFound } from '../kernel/failure.ts'
import { revertOperation } from '../kernel/revert-operation.ts'
import { undoChoices } from '../kernel/undo-choices.ts'
import { operations } from './operations.sql.ts'
import { undoPreview } from './undo-preview.sql.ts'

const asked = z.object({
  of: z.enum(['me', 'all']).default('me'),
  by: z.uuid().optional(),
  kind: z.enum(operationKinds).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})

export const operationEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/operations',
    summary:
      'What one did in one go, newest first, and whether it was taken back; of one kind (`kind`); for administrators of everybody (`of=all`), or of one person (`by`).',
    async handle({ kernel, caller, query }) {
      const read = asked.safeParse(query)
      if (!read.success)
        throw new Failure(422, 'invalid_query', { details: { parameter: String(read.error.issues[0]?.path[0]) } })
      const { of, by, kind, cursor, limit } = read.data
      if (of === 'all' && !caller.actor.administrator) throw forbidden({ action: 'administrator' })
      return operations(kernel, caller, { of, by, kind, after: cursor, limit })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/operations/{id}/reversal',
    summary:
      'What taking back an operation would touch, and what others changed since, each with what stood there, what was written and what stands there now; `cursor` reads on.',
    handle({ kernel, caller, params, query }) {
      if (!isId(params.id)) throw notFound()
      const [object = '', record = '', field = ''] = query.cursor?.split(' ') ?? []
      if (query.cursor !== undefined && !isId(record)) throw new Failure(422, 'invalid_cursor')
      return undoPreview(kernel, caller, params.id, {
        after: object ? { object, record, field } : undefined,
        limit: 50,
      })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/operations/{id}/reversal',
    summary:
      'Takes back everything that an operation wrote. What others changed since stays or goes as `answers` and `rest` say; without a word about it, or when it is another than was seen, it is refused with the list.',
    input: undoChoices,
    handle({ kernel, caller, params, body }) {
      if (!isId(params.id)) throw notFound()
      return revertOperation(kernel, caller, params.id, { choices: acceptBody(undoChoices, body ?? {}) })
    },
  }),
]
