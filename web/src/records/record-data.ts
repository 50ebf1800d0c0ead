import { type InfiniteData, useMutation, useQuery } from '@tanstack/react-query'
import type { AnyRecord, MetadataObject, Page, Problem } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import { type Conflict, conflict, missing } from '../design/asked.ts'
import { failed, offering, undoable } from '../design/notices.tsx'
import { recordsOf } from '../kernel/api.ts'
import { currentWords } from '../kernel/language.ts'
import { fieldOf } from '../kernel/metadata.ts'
import { rowsOf, withRows } from '../kernel/pages.ts'
import { fieldErrors, isOffline } from '../kernel/problems.ts'
import { keys, queryClient, recordQuery, refreshObject } from '../kernel/queries.ts'
import { useSession } from '../kernel/session.ts'
import { extensionOf } from './extensions.ts'
import { demandedBy } from './field-states.ts'

type Patch = Readonly<Record<string, unknown>>

export function useRecord(object: MetadataObject, id: string) {
  return useQuery(recordQuery(object, id))
}

/** Shows a record's newest state wherever it stands: on its page and in every list that is loaded. */
export function showRecord(object: string, record: AnyRecord): void {
  queryClient.setQueryData(keys.record(object, record.id), record)
  patchLists(object, record.id, (known) => ({ ...known, ...record }))
}

function patchLists(object: string, id: string, change: (known: AnyRecord) => AnyRecord): void {
  queryClient.setQueriesData<InfiniteData<Page>>({ queryKey: keys.lists(object) }, (data) =>
    rowsOf(data).some((row) => row.id === id)
      ? withRows(data, (rows) => rows.map((row) => (row.id === id ? change(row) : row)))
      : data,
  )
}

interface Change {
  readonly record: AnyRecord
  /** The version that was seen when it was wished for, when that is another than the record's. */
  readonly version?: number
  readonly patch: Patch
  /** Words of the references in the patch, to be shown before the server answers. */
  readonly titles?: Readonly<Record<string, string>>
}

function changed({ record, patch, titles }: Change): AnyRecord {
  return { ...record, ...patch, titles: { ...record.titles, ...titles } }
}

/** What an error says of another's change in between, when it is that. */
export function conflictOf(
  object: MetadataObject,
  error: unknown,
  titles: Change['titles'] = {},
): Conflict | undefined {
  if (!(error instanceof ApiError) || error.status !== 412) return undefined
  const { current, conflicts } = error.problem.details ?? {}
  if (!isRecord(current) || !isConflicts(conflicts)) return undefined
  return { object, current, fields: conflicts, titles }
}

function isRecord(raw: unknown): raw is AnyRecord {
  return typeof raw === 'object' && raw !== null && 'id' in raw && 'version' in raw
}

function isConflicts(raw: unknown): raw is Conflict['fields'] {
  return typeof raw === 'object' && raw !== null
}

/**
 * Changes fields of a record: shown at once, sent with the version that was read. What was refused is taken back;
 * when somebody else changed the same field meanwhile, the dialog with both values opens. What rules require with it and
 * is empty is asked for first.
 * @example const { mutate } = useUpdate(object); mutate({ record, patch: { closeOn: '2026-03-01' } })
 */
export function useUpdate(object: MetadataObject) {
  const { workspace } = useSession()
  const update = useMutation({
    mutationFn: ({ record, patch, version = record.version }: Change) =>
      recordsOf(object.collection).update(record.id, patch, version),
    onMutate: (change) => showRecord(object.name, changed(change)),
    onSuccess: (record, { record: before }) => {
      showRecord(object.name, withTitles(record, before))
      extensionOf(object.name).afterChange?.(object, before, record)
      refreshAround(object)
    },
    onError: (error, change) => {
      const { record, titles } = change
      const found = conflictOf(object, error, titles)
      showRecord(object.name, found?.current ?? record)
      if (found) conflict.set(found)
      else if (isOffline(error)) offerAgain(() => update.mutate(change))
      else refuse(object, change, error)
    },
  })
  return {
    mutate(change: Change): void {
      const { record, patch, titles = {} } = change
      const fields = demandedBy(object, workspace.baseCurrency, record, patch)
      if (fields.length > 0) missing.set({ object, record, patch, titles, fields })
      else update.mutate(change)
    },
  }
}

/** Without a network what was typed stays with the notice. */
function offerAgain(again: () => void): void {
  const { offline, verbs } = currentWords()
  offering(offline.notSaved, verbs.retry, again, true)
}

/** Asks anew for what is worked out of an object's records. */
export function refreshAround(object: MetadataObject): void {
  for (const queryKey of [['timeline'], ['aggregate', object.name], ['related', object.name], keys.today])
    void queryClient.invalidateQueries({ queryKey })
}

/** Says why a change was refused and to which field; a slice may ask for what was missing instead. */
function refuse(object: MetadataObject, { record, patch, titles = {} }: Change, error: Error): void {
  const problem = error instanceof ApiError ? error.problem : undefined
  if (problem && extensionOf(object.name).recover?.({ object, record, patch, problem })) return
  const fields = problem ? missingIn(problem, patch) : []
  if (fields.length > 0) {
    missing.set({ object, record, patch, titles, fields })
    return
  }
  const words = fieldErrors(error, currentWords())
  const named = Object.entries(words).map(([name, word]) => `${fieldOf(object, name)?.label ?? name}: ${word}`)
  failed(error, named.join(' '))
}

/** The fields that a change makes required, when it lacks nothing else. */
function missingIn({ fields = {} }: Problem, patch: Patch): readonly string[] {
  const names = Object.keys(fields)
  return names.every((name) => fields[name]?.code === 'required' && !(name in patch)) ? names : []
}

/** An answer without titles must not blank those that are known. */
function withTitles(record: AnyRecord, before: AnyRecord): AnyRecord {
  return record.titles ? record : { ...record, titles: before.titles }
}

/**
 * Deletes a record; the notice offers to take it back.
 * @param leave goes away from what shows the record, before anything asks for it again
 */
export function useRemove(object: MetadataObject, leave?: () => Promise<void>) {
  return useMutation({
    mutationFn: ({ id }: { readonly id: string; readonly title: string }) => recordsOf(object.collection).remove(id),
    onSuccess: async ({ operationId }, { id, title }) => {
      await leave?.()
      queryClient.removeQueries({ queryKey: keys.record(object.name, id) })
      await refreshObject(object.name)
      undoable(currentWords().undo.deleted(title), operationId)
    },
    onError: (error) => failed(error),
  })
}
