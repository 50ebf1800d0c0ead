import { type FiscalPeriod, type ProductQuota, sql } from '@tendero/model'
import { mayUseField } from '../../kernel/actor.ts'
import { type Reading, referenceTitles } from '../../kernel/read-records.ts'
import { readTable } from '../../kernel/read-table.ts'
import { columnOf, dealsIn, inBase, objectIn } from './deals-in-period.sql.ts'
import { type QuotaRow, subjectOf } from './quotas-in-period.sql.ts'
import { everybody, type Places, performance, type TeamPlace } from './roll-up.ts'

/** Quotas for a product, beside what the lines of deals with it come to. */
export async function productQuotas(
  reading: Reading,
  period: FiscalPeriod,
  quotas: readonly QuotaRow[],
  { teams, people }: Places,
): Promise<readonly ProductQuota[]> {
  const wanted = quotas.filter((quota) => quota.product !== null && quota.period === period.kind)
  const ids = [...new Set(wanted.flatMap(({ product }) => product ?? []))]
  const lines = objectIn(reading, 'opportunity_line')
  const told = ['amount', 'product'].every((field) => mayUseField(reading.actor, lines.name, field, 'read'))
  if (ids.length === 0 || !told) return []
  const sums = await productSums(reading, period, ids)
  const titles = await referenceTitles(reading, objectIn(reading, 'product'), ids)
  const within = teamsBelow(teams)
  const homes = new Map(people.map(({ id, team }) => [id, team]))
  return wanted.map((quota) => {
    const { kind, subject } = subjectOf(quota)
    const mine = sums.filter(({ product, person, team }) => {
      if (product !== quota.product) return false
      if (kind === 'person') return person === subject
      if (subject === everybody) return true
      return within(subject, person === null ? team : (homes.get(person) ?? null))
    })
    const sum = (status: 'won' | 'open') =>
      mine.filter((one) => one.status === status).reduce((total, { amount }) => total + amount, 0)
    const [closed, open] = [sum('won'), sum('open')]
    return {
      id: quota.id,
      product: quota.product ?? '',
      productTitle: titles.get(quota.product ?? '') ?? null,
      kind,
      subject: subject === everybody ? null : subject,
      subjectTitle: (kind === 'team' ? teams : people).find(({ id }) => id === subject)?.title ?? null,
      amount: quota.amount,
      closed,
      open,
      ...performance(quota.amount, closed, open),
    }
  })
}

interface ProductSum {
  readonly product: string
  readonly status: 'won' | 'open'
  readonly person: string | null
  readonly team: string | null
  readonly amount: number
}

function productSums(
  reading: Reading,
  period: FiscalPeriod,
  products: readonly string[],
): Promise<readonly ProductSum[]> {
  const deals = objectIn(reading, 'opportunity')
  const lines = objectIn(reading, 'opportunity_line')
  const column = (name: string) => columnOf(deals, name)
  const line = (name: string, part = 0) => columnOf(lines, name, part, 'l')
  const sums = (status: 'won' | 'open') => sql`
    select ${line('product')} as product, ${status}::text as status, ${column('owner')} as person, ${column('team')} as team,
      sum(coalesce(${line('amount', inBase)}, 0))::bigint as amount
    from ${readTable(deals)} t join ${readTable(lines)} l on l.workspace_id = ${reading.actor.workspaceId} and ${line('opportunity')} = t.id
      and l.deleted_at is null and ${line('product')} = any(${products}::uuid[])
    where ${dealsIn(reading, period, status)} and ${column('forecastCategory')} is distinct from 'omitted' group by 1, 3, 4`
  return reading.tx.rows<ProductSum>(sql`${sums('won')} union all ${sums('open')}`)
}

/** Is a team another one, or somewhere below it? */
function teamsBelow(teams: readonly TeamPlace[]): (above: string, team: string | null) => boolean {
  const parents = new Map(teams.map(({ id, parent }) => [id, parent]))
  return (above, team) => {
    for (let at = team, steps = 0; at !== null && steps <= teams.length; at = parents.get(at) ?? null, steps += 1)
      if (at === above) return true
    return false
  }
}
