import { sql } from '@tendero/model'
import type { ToldPast } from '../kernel/past-fill.ts'

/**
 * Deals that were brought here with their past: they were there since they entered their first stage, and in that which
 * they entered last. What hangs on the stage follows from it as it would have then; everything else is as they came.
 */
export const toldStages: ToldPast = {
  object: 'opportunity',
  statement: (workspaceId, record, at) => sql`
    select jsonb_build_object(
      'stage', jsonb_build_array(e.stage_id), 'pipeline', jsonb_build_array(s.pipeline_id),
      'stageEnteredAt', jsonb_build_array(e.entered_at), 'status', jsonb_build_array(s.category),
      'closedOn', jsonb_build_array(case when s.category <> 'open' then o.closed_on end),
      'lossReason', jsonb_build_array(case when s.category = 'lost' then o.loss_reason_id end),
      'lossNote', jsonb_build_array(case when s.category = 'lost' then o.loss_note end),
      'probability', jsonb_build_array(p.probability),
      'forecastCategory', jsonb_build_array(case when o.forecast_category_set then o.forecast_category else s.forecast_category end),
      'expectedRevenue', jsonb_build_array(case when o.amount is not null and p.probability is not null then
        jsonb_build_object('minor', round(o.amount * p.probability / 100), 'currency', o.amount_currency) end)) as patch
    from app.opportunity o
    join lateral (
      select e.stage_id, e.entered_at from app.stage_entry e where e.workspace_id = ${workspaceId} and e.opportunity_id = o.id
      and e.deleted_at is null and e.entered_at < ${at} order by e.entered_at desc, e.id desc limit 1) e on true
    join app.stage s on s.workspace_id = ${workspaceId} and s.id = e.stage_id
    cross join lateral (select case when o.probability_set then o.probability else s.probability end as probability) p
    where o.workspace_id = ${workspaceId} and o.id = ${record}`,
}

/** Whoever has deals from before was there since the first of them: companies that were brought here after their deals began. */
export const toldCustomers: ToldPast = {
  object: 'account',
  statement: (workspaceId, record, at) => sql`
    select '{}'::jsonb as patch where exists (
      select 1 from app.opportunity o join app.stage_entry e on e.workspace_id = ${workspaceId} and e.opportunity_id = o.id
        and e.deleted_at is null and e.entered_at < ${at}
      where o.workspace_id = ${workspaceId} and o.account_id = ${record} and o.deleted_at is null)`,
}
