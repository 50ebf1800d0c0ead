import { sql } from '@tendero/model'
import type { Transaction } from '../kernel/transaction.ts'
import type { Foreseen, Told } from './learned/backtest.ts'
import type { DayNumber } from './learned/deal-past.ts'
import { dayNumber, dayText, firstDayOf, monthOf } from './learned/months.ts'
import type { GroupKind } from './learned/simulate.ts'

/** Stands for nobody, no product and everything: a key has no empty parts. */
export const none = '00000000-0000-0000-0000-000000000000'

/** Figures of one statement. */
const batch = 2_000

/** Keeps what was foreseen at the end of a day, in the place of what was kept of that day before. */
export async function keepForeseen(
  tx: Transaction,
  { madeOn, firstMonth, groups, told }: Foreseen,
  replayed: boolean,
  now: Date,
): Promise<void> {
  const workspace = tx.workspaceId
  const asOf = dayText(madeOn)
  const figures = groups.flatMap(({ kind, id, deals, months }) =>
    months.map((figure, ahead) => {
      const ways = kind === 'all' ? told[ahead] : undefined
      return {
        kind,
        subject: id ?? none,
        month: dayText(firstDayOf(firstMonth + ahead)),
        deals,
        mean: Math.round(figure.mean),
        p10: Math.round(figure.p10),
        p50: Math.round(figure.p50),
        p90: Math.round(figure.p90),
        pipeline: rounded(ways?.pipeline),
        series: rounded(ways?.series),
        naive: rounded(ways?.naive),
        weighted: rounded(ways?.weighted),
      }
    }),
  )
  await tx.rows(
    sql`delete from tendero.forecast_figure f where f.workspace_id = ${workspace} and f.as_of = ${asOf} and f.replayed = ${replayed}`,
  )
  for (let from = 0; from < figures.length; from += batch)
    await tx.rows(sql`
      insert into tendero.forecast_figure
        (workspace_id, as_of, replayed, kind, subject_id, month, mean, p10, p50, p90, deals, pipeline, series, naive, weighted)
      select ${workspace}::uuid, ${asOf}::date, ${replayed}::boolean, kind, subject, month, mean, p10, p50, p90, deals, pipeline, series, naive, weighted
      from jsonb_to_recordset(${JSON.stringify(figures.slice(from, from + batch))}::jsonb) as f (kind text, subject uuid, month date,
        mean bigint, p10 bigint, p50 bigint, p90 bigint, deals integer, pipeline bigint, series bigint, naive bigint, weighted bigint)`)
  tx.send(sql`
    insert into tendero.forecast_run (workspace_id, as_of, replayed, made_at) values (${workspace}, ${asOf}, ${replayed}, ${now.toISOString()})
    on conflict (workspace_id, as_of, replayed) do update set made_at = excluded.made_at`)
}

const rounded = (value: number | null | undefined) => (value === null || value === undefined ? null : Math.round(value))

/** What was kept of everything as it would have been told at the ends of these days. */
export async function replayedTold(tx: Transaction, days: readonly DayNumber[]): Promise<readonly Told[]> {
  const rows = await tx.rows<Omit<Told, 'madeOn' | 'month'> & { readonly madeOn: string; readonly month: string }>(sql`
    select f.as_of::text as "madeOn", f.month::text as month, f.mean as forecast, f.p10, f.p90, f.pipeline, f.series, f.naive, f.weighted
    from app.forecast_figure f where f.workspace_id = ${tx.workspaceId} and f.kind = 'all' and f.subject_id = ${none}
      and f.replayed and f.as_of = any(${days.map(dayText)}::date[])`)
  return rows.map((row) => ({ ...row, madeOn: dayNumber(row.madeOn), month: monthOf(dayNumber(row.month)) }))
}

/** What was believed of a month at the end of a day. */
export interface Belief {
  /** ISO date. */
  readonly asOf: string
  /** Replayed later from what was known then, and not said on the day. */
  readonly replayed: boolean
  /** 'YYYY-MM'. */
  readonly month: string
  readonly mean: number
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

/** What was believed of some months, the oldest belief first; of a day what was said on it rather than what was replayed. */
export async function beliefsOf(
  tx: Transaction,
  { kind, id }: { readonly kind: GroupKind; readonly id: string | null },
  { from, to, until }: { readonly from: string; readonly to: string; readonly until: string },
): Promise<readonly Belief[]> {
  return tx.rows<Belief>(sql`
    select distinct on (f.month, f.as_of) f.as_of::text as "asOf", f.replayed, to_char(f.month, 'YYYY-MM') as month, f.mean, f.p10, f.p50, f.p90
    from app.forecast_figure f where f.workspace_id = ${tx.workspaceId} and f.kind = ${kind} and f.subject_id = ${id ?? none}
      and f.as_of <= ${until} and f.month between ${`${from}-01`}::date and ${`${to}-01`}::date
    order by f.month, f.as_of, f.replayed`)
}
