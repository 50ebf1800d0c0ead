import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AggregateResult, PipelineReport } from '@tendero/model/api'
import { recordsOf } from '../kernel/api.ts'
import { keys } from '../kernel/queries.ts'
import { transport } from '../kernel/transport.ts'
import type { Days, ReportSearch } from './report-query.ts'

/** The report of a selection; the former one stays on the screen until the next is there. */
export function usePipelineReport({ pipeline, team, owner }: ReportSearch, { from, to }: Days) {
  const query = { pipeline, team, owner, from, to }
  return useQuery({
    queryKey: ['aggregate', 'opportunity', 'report', query],
    queryFn: () => transport.request<PipelineReport>('GET', '/reports/pipeline', { query }),
    placeholderData: keepPreviousData,
  })
}

export interface Team {
  readonly id: string
  readonly name: string
  readonly parent: string | null
}

const everyTeam = { sort: ['name'], fields: ['name', 'parent'], limit: 200 } as const

export function useTeams(): readonly Team[] {
  const { data } = useQuery({
    queryKey: keys.options('team', everyTeam),
    queryFn: () => recordsOf('teams').list(everyTeam),
    staleTime: 5 * 60_000,
  })
  return (data?.items ?? []).map(({ id, name, parent }) => ({
    id,
    name: String(name),
    parent: typeof parent === 'string' ? parent : null,
  }))
}

/** Of what deals belong to, that which has any that the reader sees: nothing else is worth choosing. */
function useDealGroups(field: 'team' | 'owner', enabled: boolean): AggregateResult['groups'] {
  const query = { group: [field], measures: ['count'] }
  const { data } = useQuery({
    queryKey: keys.aggregate('opportunity', query),
    queryFn: () => recordsOf('opportunities').aggregate(query),
    staleTime: 5 * 60_000,
    enabled,
  })
  return data?.groups ?? []
}

/** The teams that have deals, themselves or below them. */
export function useTeamsWithDeals(teams: readonly Team[], enabled: boolean): readonly Team[] {
  const having = new Set(useDealGroups('team', enabled).map(({ keys: [id] }) => id))
  return teams.filter(({ id }) => teamAndBelow(teams, id).some((one) => having.has(one)))
}

/** The people who have deals. */
export function useOwnersWithDeals(enabled: boolean): readonly { readonly id: string; readonly name: string }[] {
  return useDealGroups('owner', enabled)
    .flatMap(({ keys: [id], titles: [name] }) => (typeof id === 'string' && name ? [{ id, name }] : []))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** A team and all those below it. */
export function teamAndBelow(teams: readonly Team[], id: string): readonly string[] {
  const reached = [id]
  for (const above of reached)
    for (const team of teams) if (team.parent === above && !reached.includes(team.id)) reached.push(team.id)
  return reached
}

/** Nothing at all to tell. */
export function isEmpty({ funnel, cohorts }: PipelineReport): boolean {
  return funnel.every(({ count }) => count === 0) && cohorts.every(({ opened }) => opened === 0)
}

/** The figures over the report, each in minor units or as a share of one; undefined when nothing is known. */
export function headline({ funnel }: PipelineReport) {
  const sum = (category: 'open' | 'won' | 'lost', figure: 'count' | 'value' | 'weighted'): number =>
    funnel.reduce((total, stage) => total + (stage.category === category ? (stage[figure] ?? 0) : 0), 0)
  const [won, lost] = [sum('won', 'count'), sum('lost', 'count')]
  return {
    won: sum('won', 'value'),
    wonCount: won,
    open: sum('open', 'value'),
    openCount: sum('open', 'count'),
    weighted: sum('open', 'weighted'),
    winRate: won + lost > 0 ? won / (won + lost) : undefined,
    closedCount: won + lost,
    average: won > 0 ? sum('won', 'value') / won : undefined,
  }
}
