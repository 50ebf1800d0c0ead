import { useQuery } from '@tanstack/react-query'
import { recordsOf } from '../kernel/api.ts'
import { useObject } from '../kernel/metadata.ts'
import { keys } from '../kernel/queries.ts'

const query = { sort: ['name'], limit: 200, fields: ['name', 'color'] } as const
const none: ReadonlyMap<string, string> = new Map()

/** The workspace's tags with their colours. */
export function useKnownTags(): ReadonlyMap<string, string> {
  const tag = useObject('tag')
  const { data } = useQuery({
    queryKey: keys.options('tag', query),
    queryFn: () => recordsOf('tags').list(query),
    enabled: tag !== undefined,
    staleTime: 300_000,
    select: ({ items }) => new Map(items.map(({ name, color }) => [String(name), String(color ?? 'gray')])),
  })
  return data ?? none
}
