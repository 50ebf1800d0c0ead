import { sql } from '@tendero/model'
import type { Context } from '../kernel/context.ts'

export interface LineFacts {
  /** Currencies of the opportunities' amounts, where they have one. */
  readonly currencies: ReadonlyMap<string, string>
  /** Prices of products, in major units of the base currency. */
  readonly prices: ReadonlyMap<string, string>
}

interface FactRow {
  readonly what: 'currency' | 'price'
  readonly id: string
  readonly value: string | null
}

/** What lines need to know of their opportunities and products. */
export async function lineFacts(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  opportunities: readonly string[],
  products: readonly string[],
): Promise<LineFacts> {
  const rows = await tx.rows<FactRow>(sql`
    select 'currency' as what, o.id, o.amount_currency::text as value from app.opportunity o
    where o.workspace_id = ${actor.workspaceId} and o.id = any(${opportunities}::uuid[])
    union all
    select 'price', p.id, trim_scale(p.price)::text from app.product p
    where p.workspace_id = ${actor.workspaceId} and p.id = any(${products}::uuid[])`)
  const values = (what: FactRow['what']) =>
    new Map(rows.flatMap((row): [string, string][] => (row.what === what && row.value ? [[row.id, row.value]] : [])))
  return { currencies: values('currency'), prices: values('price') }
}

export interface LineSum {
  readonly opportunity_id: string
  readonly lines: number
  readonly minor: number
  readonly currency: string | null
}

/** The sums of the lines of opportunities that have any. */
export function lineSums(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  opportunities: readonly string[],
): Promise<LineSum[]> {
  return tx.rows<LineSum>(sql`
    select l.opportunity_id, count(*) as lines, coalesce(sum(l.amount), 0)::bigint as minor, min(l.amount_currency) as currency
    from app.opportunity_line l where l.workspace_id = ${actor.workspaceId}
    and l.opportunity_id = any(${opportunities}::uuid[]) and l.deleted_at is null group by l.opportunity_id`)
}
