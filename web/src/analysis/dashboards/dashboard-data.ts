import { useMutation, useQuery } from '@tanstack/react-query'
import type { AnyRecord, DashboardLayout, DashboardTile, ListQuery } from '@tendero/model/api'
import { failed } from '../../design/notices.tsx'
import { recordsOf } from '../../kernel/api.ts'
import { keys, queryClient } from '../../kernel/queries.ts'
import { useSession } from '../../kernel/session.ts'
import { type SharedWith, sharedWithOf } from '../../records/sharing-choice.tsx'

export interface Dashboard {
  readonly id: string
  readonly name: string
  readonly sharedWith: SharedWith
  readonly owner: string | null
  readonly tiles: readonly DashboardTile[]
}

function dashboardOf(record: AnyRecord): Dashboard {
  const { tiles } = { tiles: [], ...(record.layout as Partial<DashboardLayout> | null) }
  return {
    id: record.id,
    name: String(record.name),
    sharedWith: sharedWithOf(record.sharedWith),
    owner: typeof record.owner === 'string' ? record.owner : null,
    tiles,
  }
}

const everyDashboard: ListQuery = { sort: ['name'], limit: 200 }
const allKey = keys.list('dashboard', everyDashboard)

/** The dashboards that this person made or others share. */
export function useDashboards() {
  const { data, ...query } = useQuery({
    queryKey: allKey,
    queryFn: () => recordsOf('dashboards').list(everyDashboard),
  })
  return { dashboards: data?.items.map(dashboardOf), ...query }
}

/** The one to begin with: that of the role while one may see it, else the first. */
export function useFirstDashboard(dashboards: readonly Dashboard[]): Dashboard | undefined {
  const { dashboard } = useSession().role.defaultViews
  return dashboards.find(({ id }) => id === dashboard) ?? dashboards[0]
}

type Saving = Pick<Dashboard, 'name' | 'sharedWith' | 'tiles'> & { readonly id?: string }

/** Saves a dashboard: a new one, or the changes of one, which stand on the screen at once. */
export function useSaveDashboard() {
  return useMutation({
    mutationFn: ({ id, name, sharedWith, tiles }: Saving) => {
      const values = { name, sharedWith, layout: { tiles } }
      return id ? recordsOf('dashboards').update(id, values) : recordsOf('dashboards').create(values)
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.lists('dashboard') }),
    onError: (error) => failed(error),
  })
}

export function useRemoveDashboard() {
  return useMutation({
    mutationFn: (id: string) => recordsOf('dashboards').remove(id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.lists('dashboard') }),
    onError: (error) => failed(error),
  })
}
