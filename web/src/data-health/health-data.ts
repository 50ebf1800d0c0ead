import { queryOptions } from '@tanstack/react-query'
import type { HealthReport, HealthRuleSetting, MetadataObject, RecordHealth, ViewHealth } from '@tendero/model/api'
import { type HealthObject, healthObjects } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { transport } from '../kernel/transport.ts'
import type { ViewSearch } from '../kernel/view-state.ts'
import type { Words } from './words/en.ts'

/** Are the records of an object looked at for what is missing? */
export function isLookedAt(name: string): name is HealthObject {
  return healthObjects.some((one) => one === name)
}

type Looked = Pick<MetadataObject, 'name' | 'collection'>

/** Under the sums of the object: they are asked for anew when one of its records changes. */
export function recordHealthQuery({ name, collection }: Looked, id: string) {
  return queryOptions({
    queryKey: ['aggregate', name, 'health', id],
    queryFn: () => transport.request<RecordHealth>('GET', `/${collection}/${id}/health`),
  })
}

export function viewHealthQuery({ name, collection }: Looked, { filter, q }: Pick<ViewSearch, 'filter' | 'q'>) {
  const query = { filter: filter && JSON.stringify(filter), search: q }
  return queryOptions({
    queryKey: ['aggregate', name, 'health', query],
    queryFn: () => transport.request<ViewHealth>('GET', `/data-health/${collection}/view`, { query }),
  })
}

export function healthReportQuery({ name, collection }: Looked) {
  return queryOptions({
    queryKey: ['aggregate', name, 'health'],
    queryFn: () => transport.request<HealthReport>('GET', `/data-health/${collection}`),
  })
}

export const healthRulesQuery = queryOptions({
  queryKey: ['aggregate', 'health_rule', 'health'],
  queryFn: () => transport.request<{ readonly items: readonly HealthRuleSetting[] }>('GET', '/data-health/rules'),
})

/** The words of a rule; of one that a newer server has, its name. */
export function ruleWords(words: Words['rules'], rule: string): string {
  return words[rule as keyof Words['rules']] ?? rule
}

/** What is shown already, and of it only what a rule finds. */
export function narrowed(filter: Filter | undefined, ...further: readonly Filter[]): Filter {
  const all = [...(filter ? [filter] : []), ...further]
  return all.length === 1 && all[0] ? all[0] : { and: all }
}

export const ownRecords: Filter = { field: 'owner', op: 'is', value: 'me' }
