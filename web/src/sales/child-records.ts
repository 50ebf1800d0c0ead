import { useQuery } from '@tanstack/react-query'
import type { AnyRecord, ListQuery, MetadataObject } from '@tendero/model/api'
import { failed, undoable } from '../design/notices.tsx'
import { recordsOf } from '../kernel/api.ts'
import { keys, queryClient } from '../kernel/queries.ts'
import { operationOf } from '../kernel/transport.ts'

export interface ChildRecords {
  /** Undefined while they are being loaded. */
  readonly items: readonly AnyRecord[] | undefined
  add(values: Readonly<Record<string, unknown>>): Promise<boolean>
  change(record: AnyRecord, patch: Readonly<Record<string, unknown>>): Promise<boolean>
  /** Offers to be taken back with the given words. */
  remove(record: AnyRecord, said: string): Promise<boolean>
  /** Changes it by one press: offers to be taken back with the given words. */
  mend(record: AnyRecord, patch: Readonly<Record<string, unknown>>, said: string): Promise<boolean>
}

/**
 * The parts of a record, such as the people of a deal: read, added, changed and taken out in place. The record itself
 * may follow them, so it is fetched anew with them.
 */
export function useChildRecords(
  child: MetadataObject,
  of: { object: string; id: string },
  query: ListQuery,
): ChildRecords {
  const { data } = useQuery({
    queryKey: keys.related(child.name, query),
    queryFn: () => recordsOf(child.collection).list(query),
  })
  const records = recordsOf(child.collection)
  const refresh = async (): Promise<void> => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: ['related', child.name] }),
      queryClient.invalidateQueries({ queryKey: keys.record(of.object, of.id) }),
      queryClient.invalidateQueries({ queryKey: keys.timelines(of.object, of.id) }),
      queryClient.invalidateQueries({ queryKey: ['aggregate', of.object] }),
    ])
  }
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work()
      await refresh()
      return true
    } catch (error) {
      failed(error)
      return false
    }
  }
  return {
    items: data?.items,
    add: (values) => attempt(async () => void (await records.create(values, crypto.randomUUID()))),
    change: (record, patch) => attempt(async () => void (await records.update(record.id, patch, record.version))),
    mend: (record, patch, said) =>
      attempt(async () => undoable(said, operationOf(await records.update(record.id, patch, record.version)))),
    remove: (record, said) =>
      attempt(async () => {
        const { operationId } = await records.remove(record.id)
        undoable(said, operationId)
      }),
  }
}
