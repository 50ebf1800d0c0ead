import type { TodayItem } from '@tendero/model/api'
import { useCatalogue } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import { useScope } from './use-scope.ts'

/** Is an item one's own? On one's own Today all are. */
export function useIsOwn(): (item: TodayItem) => boolean {
  const { user } = useSession()
  const { scope } = useScope()
  return ({ owner }) => scope === 'mine' || owner?.id === user.id
}

/** May one do something about an item? Others' work may be seen without; the server decides in the single case. */
export function useMayAct(): (item: TodayItem) => boolean {
  const catalogue = useCatalogue()
  const isOwn = useIsOwn()
  return (item) => {
    const reach = catalogue.object(item.object)?.can.edit ?? 'none'
    return reach !== 'none' && (reach !== 'own' || isOwn(item))
  }
}
