import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { TodayScope } from '@tendero/model/api'
import { useObject } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'

const route = getRouteApi('/w/$slug/today')

interface Scope {
  readonly scope: TodayScope
  /** Changes whose work is shown; undefined for who sees nobody else's. */
  readonly choose: ((scope: TodayScope) => void) | undefined
}

/** Whose work Today shows: part of the address, so that it can be linked to. */
export function useScope(): Scope {
  const { of } = route.useSearch()
  const params = route.useParams()
  const navigate = useNavigate()
  const { user } = useSession()
  const reach = useObject('opportunity')?.can.read ?? 'none'
  if (user.team === null || reach === 'none' || reach === 'own') return { scope: 'mine', choose: undefined }
  return {
    scope: of ?? 'mine',
    choose: (scope) =>
      void navigate({ to: '/w/$slug/today', params, search: { of: scope === 'team' ? scope : undefined } }),
  }
}
