import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { AnyRecord, ListQuery, ReportDefinition, ReportRecords, ReportResult } from '@tendero/model/api'
import { failed } from '../design/notices.tsx'
import { recordsOf } from '../kernel/api.ts'
import { keys, queryClient } from '../kernel/queries.ts'
import { download, transport } from '../kernel/transport.ts'
import { type SharedWith, sharedWithOf } from '../records/sharing-choice.tsx'
import { readDraft } from './draft.ts'

const inQuery = (definition: ReportDefinition) => JSON.stringify(definition)

/**
 * What a report says, with what it was asked: the former answer stays as it is until the next is there. Changes of its
 * records ask for it again.
 */
export function useReportResult(definition: ReportDefinition) {
  return useQuery({
    queryKey: ['aggregate', definition.object, 'result', definition],
    queryFn: async () => {
      const query = { definition: inQuery(definition) }
      return { definition, result: await transport.request<ReportResult>('GET', '/report-results', { query }) }
    },
    placeholderData: keepPreviousData,
  })
}

/** The records of a plain table, page by page. */
export function useReportRecords(definition: ReportDefinition) {
  return useInfiniteQuery({
    queryKey: ['aggregate', definition.object, 'records', definition],
    queryFn: ({ pageParam }) =>
      transport.request<ReportRecords>('GET', '/report-records', {
        query: { definition: inQuery(definition), cursor: pageParam ?? undefined },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    // Records of another object have other columns, and lead elsewhere.
    placeholderData: (former, query) => (query?.queryKey[1] === definition.object ? former : undefined),
  })
}

/** Has the browser save a report as a file. */
export async function saveReportFile(
  definition: ReportDefinition,
  name: string,
  format: 'csv' | 'xlsx',
): Promise<void> {
  try {
    await download('/report-results/file', { definition: inQuery(definition), name, format })
  } catch (error) {
    failed(error)
  }
}

export interface SavedReport {
  readonly id: string
  readonly name: string
  readonly sharedWith: SharedWith
  readonly owner: string | null
  /** What its owner is called, where one may know. */
  readonly ownerName: string | undefined
  /** Undefined for one of a form that this window does not know. */
  readonly definition: ReportDefinition | undefined
}

function reportOf(record: AnyRecord): SavedReport {
  return {
    id: record.id,
    name: String(record.name),
    sharedWith: sharedWithOf(record.sharedWith),
    owner: typeof record.owner === 'string' ? record.owner : null,
    ownerName: record.titles?.owner,
    definition: readDraft(record.definition),
  }
}

const everyReport: ListQuery = { sort: ['name'], limit: 200 }

/** The reports that this person saved or others share. */
export function useSavedReports() {
  const { data, ...query } = useQuery({
    queryKey: keys.list('report', everyReport),
    queryFn: () => recordsOf('reports').list(everyReport),
  })
  return { reports: data?.items.map(reportOf), ...query }
}

/** One of them; null when there is none that one may see. */
export function useSavedReport(id: string, enabled = true) {
  const { data, ...query } = useQuery({
    queryKey: keys.record('report', id),
    queryFn: () => recordsOf('reports').read(id),
    enabled,
  })
  return { report: data && reportOf(data), ...query }
}

interface Saving {
  readonly id?: string
  readonly name: string
  readonly sharedWith: SharedWith
  readonly definition: ReportDefinition
}

/** Saves a report: a new one, or the changes of one. */
export function useSaveReport() {
  return useMutation({
    mutationFn: ({ id, name, sharedWith, definition }: Saving) => {
      const values = { name, sharedWith, definition }
      return id ? recordsOf('reports').update(id, values) : recordsOf('reports').create(values)
    },
    onSuccess: async (record) => {
      queryClient.setQueryData(keys.record('report', record.id), record)
      await queryClient.invalidateQueries({ queryKey: keys.lists('report') })
    },
    onError: (error) => failed(error),
  })
}

export function useRemoveReport() {
  return useMutation({
    mutationFn: (id: string) => recordsOf('reports').remove(id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.lists('report') }),
    onError: (error) => failed(error),
  })
}
