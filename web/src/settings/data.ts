import { queryOptions, useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { records } from '@tendero/model/client'
import type { Row } from '@tendero/model/define-object'
import type { objects } from '@tendero/model/objects/index'
import { failed, undoable } from '../design/notices.tsx'
import { useLanguage } from '../kernel/language.ts'
import { keys, queryClient, refreshObject } from '../kernel/queries.ts'
import { operationOf, transport } from '../kernel/transport.ts'

/** The small catalogues that the settings keep: where they are, and their order. */
const catalogues = {
  workspace: { collection: 'workspaces', sort: ['name'] },
  user: { collection: 'users', sort: ['name'] },
  team: { collection: 'teams', sort: ['name'] },
  team_member: { collection: 'team-members', sort: ['createdAt'] },
  role: { collection: 'roles', sort: ['createdAt'] },
  custom_field: { collection: 'custom-fields', sort: ['position', 'createdAt'] },
  custom_object: { collection: 'custom-objects', sort: ['position', 'createdAt'] },
  pipeline: { collection: 'pipelines', sort: ['position', 'createdAt'] },
  stage: { collection: 'stages', sort: ['position', 'createdAt'] },
  loss_reason: { collection: 'loss-reasons', sort: ['position', 'createdAt'] },
  health_rule: { collection: 'health-rules', sort: ['object', 'createdAt'] },
  exchange_rate: { collection: 'exchange-rates', sort: ['quote', '-onDate'] },
  layout: { collection: 'layouts', sort: ['object', 'createdAt'] },
  webhook: { collection: 'webhooks', sort: ['name', 'createdAt'] },
  tag: { collection: 'tags', sort: ['name'] },
} as const

export type CatalogueName = keyof typeof catalogues
export type Kept<N extends CatalogueName> = Row<(typeof objects)[N]>
export type Values = Readonly<Record<string, unknown>>

function kept<N extends CatalogueName>(name: N) {
  return records(transport, name, catalogues[name].collection)
}

const most = 5_000

async function everyOne<N extends CatalogueName>(name: N): Promise<readonly Kept<N>[]> {
  const items: Kept<N>[] = []
  let cursor: string | undefined
  do {
    const page = await kept(name).list({ sort: catalogues[name].sort, limit: 200, cursor })
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor && items.length < most)
  return items
}

/** All records of a catalogue, in its order. */
export function allQuery<N extends CatalogueName>(name: N) {
  return queryOptions({ queryKey: [...keys.options(name, {}), 'all'], queryFn: () => everyOne(name) })
}

export function useAll<N extends CatalogueName>(name: N): readonly Kept<N>[] {
  return useSuspenseQuery(allQuery(name)).data
}

/** What somebody wants to be different in a catalogue, and the words for it when it is. */
export interface Change {
  /** Without it a record is made. */
  readonly id?: string
  readonly version?: number
  readonly values: Values
  readonly said: string
}

/** Everything that a change of the settings may show in: the catalogue itself, fields and rights, who may do what. */
export async function refreshCatalogue(name: CatalogueName): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: keys.metadata }),
    queryClient.invalidateQueries({ queryKey: keys.session }),
    refreshObject(name),
  ])
}

/** Makes or changes a record of a catalogue; the notice offers to take it back. Failures are the form's to show. */
export function useSave<N extends CatalogueName>(name: N) {
  return useMutation({
    mutationFn: ({ id, version, values }: Change) =>
      id === undefined ? kept(name).create(values) : kept(name).update(id, values, version),
    onSuccess: async (record, { said }) => {
      await refreshCatalogue(name)
      undoable(said, operationOf(record))
    },
  })
}

/** As `useSave`, for changes without a form: a failure is a notice. */
export function useSaveNow<N extends CatalogueName>(name: N) {
  const { mutate } = useSave(name)
  return (change: Change): void => mutate(change, { onError: (error) => failed(error) })
}

export function useDelete(name: CatalogueName) {
  return useMutation({
    mutationFn: ({ id }: { readonly id: string; readonly said: string }) => kept(name).remove(id),
    onSuccess: async ({ operationId }, { said }) => {
      await refreshCatalogue(name)
      undoable(said, operationId)
    },
    onError: (error) => failed(error),
  })
}

/** Puts the records into this order, shown at once; one operation, so that it is taken back at once. */
export function useReorder(name: 'custom_field' | 'custom_object' | 'pipeline' | 'stage' | 'loss_reason') {
  return useMutation({
    mutationFn: async ({ items }: { readonly items: readonly Ordered[]; readonly said: string }) => {
      const moved = items.flatMap(({ id, position }, index) => (position === index ? [] : { id, position: index }))
      return moved.length === 0 ? undefined : kept(name).bulk({ update: moved })
    },
    onMutate({ items }) {
      const places = new Map(items.map(({ id }, index) => [id, index]))
      const place = (one: Ordered): number => places.get(one.id) ?? one.position
      queryClient.setQueryData(
        allQuery(name).queryKey,
        (known) => known && [...known].sort((a, b) => place(a) - place(b)),
      )
    },
    onSuccess: (done, { said }) => {
      if (done) undoable(said, done.operationId)
    },
    onError: (error) => failed(error),
    onSettled: () => refreshCatalogue(name),
  })
}

export interface Ordered {
  readonly id: string
  readonly position: number
}

/** A name as it reads in a language: what we seeded is translated, a person's own word is not. */
export function useNameOf(): (record: { readonly name: string; readonly labels?: Values | null }) => string {
  const language = useLanguage()
  return ({ name, labels }) => {
    const own = labels?.[language]
    return typeof own === 'string' ? own : name
  }
}
