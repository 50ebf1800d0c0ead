import { queryOptions } from '@tanstack/react-query'
import type { MassEditRequest, MassEditRun } from '@tendero/model/api'
import { queryClient } from '../../kernel/queries.ts'
import { download, transport } from '../../kernel/transport.ts'

const keyOf = (id: string) => ['mass-edit', id] as const

export function isAtWork({ state }: MassEditRun): boolean {
  return state === 'checking' || state === 'running'
}

/** A change of many records; asked for again while somebody works on it. */
export function massEditQuery(id: string) {
  return queryOptions({
    queryKey: keyOf(id),
    queryFn: () => transport.request<MassEditRun>('GET', `/mass-edits/${id}`),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? 500 : false),
    refetchIntervalInBackground: true,
    staleTime: 0,
  })
}

/** One's own that are being carried out. */
export async function runningMassEdits(): Promise<readonly MassEditRun[]> {
  return (await transport.request<{ readonly items: readonly MassEditRun[] }>('GET', '/mass-edits')).items
}

function shown(run: MassEditRun): MassEditRun {
  queryClient.setQueryData(keyOf(run.id), run)
  return run
}

export async function beginMassEdit(body: MassEditRequest): Promise<MassEditRun> {
  return shown(await transport.request<MassEditRun>('POST', '/mass-edits', { body }))
}

export async function steerMassEdit(id: string, what: 'run' | 'cancellation'): Promise<MassEditRun> {
  return shown(await transport.request<MassEditRun>('POST', `/mass-edits/${id}/${what}`, { body: {} }))
}

export function saveRefused(id: string): Promise<void> {
  return download(`/mass-edits/${id}/refusals`, {})
}
