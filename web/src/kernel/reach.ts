import { useQuery } from '@tanstack/react-query'
import type { Scope } from '@tendero/model'
import type { AnyRecord } from '@tendero/model/api'
import { recordsOf } from './api.ts'
import { useCatalogue } from './metadata.ts'
import { keys } from './queries.ts'
import { useSession } from './session.ts'

/**
 * Does a scope reach a record, as far as the screens know? Only what is surely out of reach is not offered: which teams'
 * records somebody reaches, and whose record it is that was read without its owner, the server alone knows.
 */
export function reaches(scope: Scope, { owner }: AnyRecord, user: string): boolean {
  if (scope === 'none') return false
  return scope !== 'own' || owner === undefined || owner === user
}

/** The same for who is signed in; what is shared with them to be edited is within reach of editing. */
export function useReaches(verb: 'edit' | 'delete' = 'edit'): (scope: Scope, record: AnyRecord) => boolean {
  const { user } = useSession()
  const shared = useSharedToEdit()
  return (scope, record) =>
    reaches(scope, record, user.id) || (verb === 'edit' && scope !== 'none' && shared.has(record.id))
}

const nothing: ReadonlySet<string> = new Set()

/** Shares to be edited with oneself, and such with teams: which are one's own, the server alone knows. */
const toEdit = {
  filter: {
    and: [
      { field: 'access', op: 'is', value: 'edit' },
      {
        or: [
          { field: 'user', op: 'is', value: 'me' },
          { field: 'team', op: 'is_not_empty' },
        ],
      },
    ],
  },
  fields: ['record'],
  sort: ['-createdAt'],
  limit: 200,
}

/** The records that were last shared to be edited; asked only where a role reaches no more than one's own. */
function useSharedToEdit(): ReadonlySet<string> {
  const { objects } = useCatalogue()
  const share = objects.find(({ name }) => name === 'share')
  const { data } = useQuery({
    queryKey: keys.related('share', toEdit),
    queryFn: () => recordsOf(share?.collection ?? '').list(toEdit),
    select: recordsIn,
    enabled: share !== undefined && objects.some(({ owned, can }) => owned && can.edit === 'own'),
  })
  return data ?? nothing
}

function recordsIn({ items }: { readonly items: readonly AnyRecord[] }): ReadonlySet<string> {
  return new Set(items.map(({ record }) => String(record)))
}
