import { type Sql, sql } from '@tendero/model'
import type { Transaction } from '../kernel/transaction.ts'
import { type Changed, type KnownDeal, pastOf } from './deal-history.ts'
import type { DayNumber, DealPast } from './learned/deal-past.ts'

type Bare = Omit<KnownDeal, 'product' | 'entries' | 'changes'>

/** All deals that are not deleted, with what was ever known of them, by the days of a time zone; the first opened first. */
export async function dealPasts(tx: Transaction, timeZone: string): Promise<readonly DealPast[]> {
  const workspace = tx.workspaceId
  const day = (column: Sql) => sql`(${column} at time zone ${timeZone})::date - date '1970-01-01'`
  // Statements of their own, joined here: no planner can then take the long way round.
  const deals = await tx.rows<Bare>(sql`
    select id, coalesce(opened_on - date '1970-01-01', ${day(sql`created_at`)}) as "openedOn",
      closed_on - date '1970-01-01' as "closedOn", ${day(sql`created_at`)} as "createdOn",
      status, amount, amount_currency as currency, amount_base as "amountBase", close_on - date '1970-01-01' as "closeOn",
      stage_id as stage, owner_id as owner, team_id as team, source
    from app.opportunity where workspace_id = ${workspace} and deleted_at is null order by external_id collate "C", id`)
  const entries = await byDeal<readonly [DayNumber, string]>(
    tx,
    sql`select e.opportunity_id as id, json_agg(json_build_array(${day(sql`e.entered_at`)}, e.stage_id) order by e.entered_at, e.id) as values
      from app.stage_entry e join app.stage s on s.workspace_id = ${workspace} and s.id = e.stage_id and s.category = 'open'
      where e.workspace_id = ${workspace} and e.deleted_at is null group by e.opportunity_id`,
  )
  const changes = await byDeal<readonly [DayNumber, Changed]>(
    tx,
    sql`select record_id as id, json_agg(json_build_array(${day(sql`effective_at`)}, json_build_object(
        'amount', patch -> 'amount', 'closeOn', patch -> 'closeOn', 'owner', patch -> 'owner', 'team', patch -> 'team'))
        order by recorded_at desc, id desc) as values
      from app.history where workspace_id = ${workspace} and object = 'opportunity' and verb = 'update'
        and patch ?| array['amount', 'closeOn', 'owner', 'team'] group by record_id`,
  )
  const products = await byDeal<string>(
    tx,
    sql`select opportunity_id as id, json_agg(product_id order by amount_base desc nulls last, id) as values from app.opportunity_line
      where workspace_id = ${workspace} and deleted_at is null and product_id is not null group by opportunity_id`,
  )
  // Draws fall to deals in their order: the same pipeline, loaded twice, tells the same.
  return deals
    .map((deal) =>
      pastOf({
        ...deal,
        product: products.get(deal.id)?.[0] ?? null,
        entries: entries.get(deal.id) ?? null,
        changes: changes.get(deal.id) ?? [],
      }),
    )
    .sort((a, b) => a.openedOn - b.openedOn)
}

/** Values by the deal that they belong to. */
async function byDeal<T>(tx: Transaction, statement: Sql): Promise<ReadonlyMap<string, readonly T[]>> {
  const rows = await tx.rows<{ readonly id: string; readonly values: readonly T[] }>(statement)
  return new Map(rows.map(({ id, values }) => [id, values]))
}
