import { isId } from '@tendero/model'
import type { Slice } from '../kernel/kernel.ts'
import { endAccess } from './end-access.job.ts'
import { handOver } from './hand-over.job.ts'
import { handOverEndpoints } from './hand-over-endpoints.action.ts'
import { tellAdministrators } from './tell-administrators.job.ts'

/** Somebody leaves: their access ends, and what they worked on goes to others. */
export const handingOver: Slice = {
  endpoints: handOverEndpoints,
  subscribers: [
    endAccess,
    tellAdministrators,
    {
      name: 'handing-over.run',
      topics: ['hand_over.run'],
      async run(kernel, { workspaceId, payload }) {
        if (!isId(payload.handOver)) throw new Error('a hand-over event without a hand-over')
        await handOver(kernel, { workspaceId, id: payload.handOver })
      },
    },
  ],
}
