import { z } from 'zod'
import { acceptBody } from '../kernel/accept-body.ts'
import { perform } from '../kernel/action.ts'
import { bulk } from '../kernel/bulk.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { convertLead } from './convert-lead.action.ts'

const wishes = z.strictObject({ leads: z.array(z.unknown()) })

/** Many conversions under one operation; each is refused or done for itself. */
export const convertLeadsEndpoint: Endpoint = endpoint({
  method: 'POST',
  path: '/leads/bulk-conversion',
  summary:
    'Converts up to 500 leads: `leads` is a list of wishes as for one, each with the id of its lead. One that fails does not hold up the others.',
  input: z.strictObject({ leads: z.array(convertLead.input) }),
  handle({ kernel, caller, body, idempotencyKey }) {
    const steps = acceptBody(wishes, body).leads.map(
      (wish) => async (performing: { operationId: string; idempotencyKey?: string }) =>
        (await perform(kernel, caller, convertLead, wish, performing)).lead,
    )
    return bulk(kernel, caller, { name: convertLead.name, raw: body, idempotencyKey }, steps)
  },
})
