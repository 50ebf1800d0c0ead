import { type FiscalPeriod, type FiscalPeriodKind, fiscalPeriodKinds, sql } from '@tendero/model'
import { type Reading, visible } from '../../kernel/read-records.ts'
import { readTable } from '../../kernel/read-table.ts'
import { columnOf, inBase, objectIn } from './deals-in-period.sql.ts'
import { everybody, type SubjectQuota } from './roll-up.ts'
import { readsQuotas } from './subject-rights.ts'
import { subjectKey } from './submissions.sql.ts'

export interface QuotaRow {
  readonly id: string
  readonly person: string | null
  readonly team: string | null
  readonly product: string | null
  readonly territory: string | null
  readonly period: FiscalPeriodKind
  readonly amount: number
}

/** Quotas of the period and of shorter ones within it, as far as the reader sees them. */
export async function quotasIn(
  reading: Reading,
  { kind, startsOn, endsOn }: FiscalPeriod,
): Promise<readonly QuotaRow[]> {
  const object = objectIn(reading, 'quota')
  if (!readsQuotas(reading)) return []
  const shorter = fiscalPeriodKinds.slice(0, fiscalPeriodKinds.indexOf(kind) + 1)
  const column = (name: string, part = 0) => columnOf(object, name, part)
  const rows = await reading.tx.rows<QuotaRow>(sql`
    select t.id, ${column('owner')} as person, ${column('team')} as team, ${column('product')} as product,
      ${column('territory')} as territory, ${column('period')} as period,
      coalesce(${column('amount', inBase)}, 0)::bigint as amount
    from ${readTable(object)} t where ${visible(reading, object, 't', { sought: 'many' })}
      and ${column('period')} = any(${shorter}::text[]) and ${column('startsOn')} between ${startsOn}::date and ${endsOn}::date`)
  return rows.filter((row) => row.period !== kind || row.amount > 0)
}

/** Whose a quota is; `everybody` where it is nobody's alone. */
export const subjectOf = ({ person, team, territory }: QuotaRow) =>
  territory
    ? ({ kind: 'team', subject: territory } as const)
    : person
      ? ({ kind: 'person', subject: person } as const)
      : ({ kind: 'team', subject: team ?? everybody } as const)

/** Set for just the period, or else the sum of those of the longest shorter periods that there are. */
export function subjectQuotas(quotas: readonly QuotaRow[], asked: FiscalPeriodKind): readonly SubjectQuota[] {
  const found = new Map<string, SubjectQuota>()
  for (const kind of fiscalPeriodKinds.toReversed()) {
    const sums = new Map<string, SubjectQuota>()
    for (const quota of quotas.filter(({ period }) => period === kind)) {
      const subject = subjectOf(quota)
      const key = subjectKey(subject.kind, subject.subject)
      const before = sums.get(key)?.amount ?? 0
      sums.set(key, { ...subject, amount: before + quota.amount, given: kind === asked })
    }
    for (const [key, quota] of sums) if (!found.has(key)) found.set(key, quota)
  }
  return [...found.values()]
}
