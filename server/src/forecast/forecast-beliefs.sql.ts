import { type ForecastBeliefs, type Sql, sql } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import { forbidden } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Transaction } from '../kernel/transaction.ts'
import { beliefsOf } from './beliefs.sql.ts'
import { todayIn } from './forecast-query.ts'
import { requireForecast, seenBy } from './forecast-rights.ts'
import { dayNumber, monthOf, monthText } from './learned/months.ts'
import type { GroupKind } from './learned/simulate.ts'

export interface BeliefsQuery {
  readonly kind: GroupKind
  readonly id: string | null
  /** 'YYYY-MM', both included. */
  readonly from: string
  readonly to: string
}

/**
 * What was forecast for each month at each date, against what came.
 * @throws Failure 403 for who may not see all deals of the person, team or product, or may not read deals at all
 */
export async function forecastBeliefs(kernel: Kernel, caller: Caller, query: BeliefsQuery): Promise<ForecastBeliefs> {
  requireForecast(caller)
  const today = todayIn(kernel, caller)
  const { beliefs, won } = await kernel.database.read(caller.actor.workspaceId, async (tx) => {
    if (!(await maySee(tx, caller, query))) throw forbidden({ object: 'opportunity' })
    return { beliefs: await beliefsOf(tx, query, { ...query, until: today }), won: await wonBy(tx, query) }
  })
  const thisMonth = today.slice(0, 7)
  return {
    currency: caller.model.settings.baseCurrency,
    months: monthsFrom(query).map((month) => ({
      month,
      actual: month <= thisMonth ? (won.get(month) ?? 0) : null,
      over: month < thisMonth,
      beliefs: beliefs.filter((one) => one.month === month).map(({ month: _, ...belief }) => belief),
    })),
  }
}

function monthsFrom({ from, to }: BeliefsQuery): readonly string[] {
  const first = monthOf(dayNumber(`${from}-01`))
  const last = monthOf(dayNumber(`${to}-01`))
  return Array.from({ length: last - first + 1 }, (_, place) => monthText(first + place))
}

/** Figures are kept of all deals of a person or a team: they are for who sees all of these. */
async function maySee(tx: Transaction, { actor }: Caller, { kind, id }: BeliefsQuery): Promise<boolean> {
  const sees = seenBy(actor)
  if (!sees || (kind === 'person' && id === actor.userId)) return true
  if (id === null || kind === 'all' || kind === 'product') return false
  if (kind === 'team') return sees({ person: null, team: id })
  const [user] = await tx.rows<{ team: string | null }>(
    sql`select u.team_id as team from app.user u where u.workspace_id = ${tx.workspaceId} and u.id = ${id}`,
  )
  return user !== undefined && sees({ person: null, team: user.team })
}

/** What was won in each month, in minor units of the base currency. */
async function wonBy(tx: Transaction, { kind, id, from, to }: BeliefsQuery): Promise<ReadonlyMap<string, number>> {
  const workspace = tx.workspaceId
  const product = sql`(select l.product_id from app.opportunity_line l where l.workspace_id = ${workspace} and l.opportunity_id = o.id
    and l.deleted_at is null and l.product_id is not null order by l.amount_base desc nulls last, l.id limit 1)`
  const of: Readonly<Record<GroupKind, Sql>> = {
    all: sql`true`,
    person: sql`o.owner_id is not distinct from ${id}::uuid`,
    team: sql`o.team_id is not distinct from ${id}::uuid`,
    product: sql`${product} is not distinct from ${id}::uuid`,
  }
  const rows = await tx.rows<{ month: string; won: number }>(sql`
    select to_char(o.closed_on, 'YYYY-MM') as month, sum(o.amount_base)::bigint as won from app.opportunity o
    where o.workspace_id = ${workspace} and o.deleted_at is null and o.status = 'won' and ${of[kind]}
      and o.closed_on >= ${`${from}-01`}::date and o.closed_on < ${`${to}-01`}::date + interval '1 month'
    group by 1`)
  return new Map(rows.map(({ month, won }) => [month, won]))
}
