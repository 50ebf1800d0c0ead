import { metadataFor } from '../derive/metadata.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { readingFor } from '../kernel/read-records.ts'
import { searchRecords } from '../kernel/search-index.ts'
import { nowIn } from '../kernel/workspace-model.ts'
import { pageLimit } from './request.ts'

/** What concerns all objects at once. */
export const modelEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/metadata',
    summary: 'Objects and fields, custom ones included, as this person sees them and in their language.',
    handle: async ({ kernel, caller }) => metadataFor({ ...caller, now: nowIn(kernel, caller.model) }),
  }),
  endpoint({
    method: 'GET',
    path: '/search',
    summary: 'Finds records of all objects by the beginnings of words; by likeness when nothing begins so.',
    handle: ({ kernel, caller, query }) =>
      kernel.database.read(
        caller.actor.workspaceId,
        async (tx) => ({
          items: await searchRecords(
            readingFor(kernel, caller, tx),
            (query.q ?? '').slice(0, 200),
            Math.min(Math.max(pageLimit(query.limit) ?? 10, 1), 50),
            query.objects?.split(','),
          ),
        }),
        { plannedOnce: true },
      ),
  }),
]
