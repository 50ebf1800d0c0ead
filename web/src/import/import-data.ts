import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ImportRun, ImportSetup, RejectedRow, SheetChoice, UndoChoices } from '@tendero/model/api'
import { failed } from '../design/notices.tsx'
import { queryClient } from '../kernel/queries.ts'
import { transport } from '../kernel/transport.ts'
import { undoing } from '../undo/undoing.ts'
import { isAtWork } from './import-states.ts'

const listKey = ['imports'] as const
const keyOf = (id: string) => ['imports', id] as const

/** The latest imports; asked for again while one of them is at work. */
export const importsQuery = queryOptions({
  queryKey: listKey,
  queryFn: () => transport.request<{ readonly items: readonly ImportRun[] }>('GET', '/imports'),
  refetchInterval: ({ state }) => (state.data?.items.some(isAtWork) ? 1_500 : false),
  staleTime: 2_000,
})

/** An import; asked for again while it is at work. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: keyOf(id),
    queryFn: () => transport.request<ImportRun>('GET', `/imports/${id}`),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? 600 : false),
    staleTime: 2_000,
  })
}

/** The first rows of the file, as the format reads them. */
export function previewQuery({ id, setup }: ImportRun) {
  return queryOptions({
    queryKey: [...keyOf(id), 'preview', setup.format],
    queryFn: () =>
      transport.request<{ readonly rows: readonly (readonly string[])[] }>('GET', `/imports/${id}/preview`),
  })
}

/** The first rows that were refused, of this check. */
export function rejectedRowsQuery({ id, setup, rows }: ImportRun) {
  return queryOptions({
    queryKey: [...keyOf(id), 'rejected-rows', setup, rows.bad],
    queryFn: () => transport.request<{ readonly items: readonly RejectedRow[] }>('GET', `/imports/${id}/rejected-rows`),
  })
}

/** Shows an import's newest state on its page and in the list. */
export function showImport(run: ImportRun): void {
  queryClient.setQueryData(keyOf(run.id), run)
  queryClient.setQueryData(importsQuery.queryKey, (known) =>
    known ? { items: known.items.map((one) => (one.id === run.id ? run : one)) } : known,
  )
}

export function useSetUp(id: string) {
  return useMutation({
    mutationFn: (setup: ImportSetup) => transport.request<ImportRun>('PATCH', `/imports/${id}`, { body: setup }),
    onSuccess: showImport,
  })
}

/** Lets several sheets be imported in one go. */
export function useGroupSheets(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (sheets: readonly SheetChoice[]) =>
      transport.request<{ readonly items: readonly ImportRun[] }>('POST', `/imports/${id}/sheets`, {
        body: { sheets },
      }),
    onSuccess: async ({ items }) => {
      for (const run of items) showImport(run)
      await client.invalidateQueries({ queryKey: listKey, exact: true })
    },
  })
}

export type Steering = 'rehearsal' | 'run' | 'cancellation'

/** Begins or ends work on an import. */
export function useSteer(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (what: Steering) => transport.request<ImportRun>('POST', `/imports/${id}/${what}`, { body: {} }),
    onSuccess: async (run) => {
      showImport(run)
      for (const { id: other } of run.group)
        if (other !== run.id) void client.invalidateQueries({ queryKey: keyOf(other), exact: true })
      await client.invalidateQueries({ queryKey: listKey })
    },
    onError: failed,
  })
}

/** Looks at what would go back before the import does, which then goes on in the background. */
export function askToRevert({ id, operationId }: ImportRun): void {
  if (operationId === null) return
  undoing.set({
    operationId,
    async takeBack(choices: UndoChoices) {
      showImport(await transport.request<ImportRun>('POST', `/imports/${id}/reversal`, { body: choices }))
    },
  })
}
