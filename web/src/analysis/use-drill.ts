import type { ReportDefinition } from '@tendero/model/api'
import { useCatalogue, useObject } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import { type Chosen, drillFilter } from './drill.ts'
import { settledFilter } from './settled-filter.ts'

/** Where a figure leads: to the list of its records. Undefined for an object that one does not see. */
export function useDrill(definition: ReportDefinition) {
  const catalogue = useCatalogue()
  const object = useObject(definition.object)
  const { workspace } = useSession()
  return (chosen: readonly Chosen[], measure?: string) => {
    if (!object) return undefined
    const { timeZone, fiscalYearStart } = workspace
    const filter = drillFilter(definition, chosen, measure)
    const calendar = { timeZone, fiscalYearStart, now: new Date() }
    return {
      to: '/w/$slug/$collection',
      params: { slug: workspace.slug, collection: object.collection },
      search: { filter: filter && settledFilter(filter, object, catalogue, calendar), saved: 'all' },
    } as const
  }
}
