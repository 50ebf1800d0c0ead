import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { PipelineReport } from '@tendero/model/api'
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

const everyUser = { sort: ['name'], fields: ['name'], limit: 200 } as const

/** Who can be chosen; in a company of more, the list finds the others. */
export function useOwners(): readonly { readonly id: string; readonly name: string }[] {
  const { data } = useQuery({
    queryKey: keys.options('user', everyUser),
    queryFn: () => recordsOf('users').list(everyUser),
    staleTime: 5 * 60_000,
  })
  return (data?.items ?? []).map(({ id, name }) => ({ id, name: String(name) }))
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
    funnel.reduce((total, stage) => total + (stage.category === category ? stage[figure] : 0), 0)
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
