import { isId } from '@tendero/model'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { notFound } from '../kernel/failure.ts'
import { revertOperation } from '../kernel/revert-operation.ts'

export const operationEndpoints: readonly Endpoint[] = [
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
