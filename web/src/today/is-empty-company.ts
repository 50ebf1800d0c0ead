import { useQueries } from '@tanstack/react-query'
import { recordsOf } from '../kernel/api.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { keys } from '../kernel/queries.ts'

const firstObjects = ['account', 'lead', 'opportunity']

/** Whether this person sees no account, lead or opportunity at all; undefined until that is known. */
export function useIsEmptyCompany(): boolean | undefined {
  const catalogue = useCatalogue()
  const results = useQueries({
    queries: firstObjects.flatMap((name) => {
      const object = catalogue.object(name)
      if (!object) return []
      return {
        queryKey: [...keys.options(name, { limit: 1 }), 'any'],
        queryFn: async () => (await recordsOf(object.collection).list({ limit: 1 })).items.length > 0,
      }
    }),
  })
  if (results.some(({ isPending }) => isPending)) return undefined
  return results.every(({ data }) => data === false)
}
