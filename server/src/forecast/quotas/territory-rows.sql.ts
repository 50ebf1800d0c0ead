import { type FiscalPeriod, type RollUpRow, sql } from '@tendero/model'
import { mayUseField, scopeOf } from '../../kernel/actor.ts'
import { type Reading, visible } from '../../kernel/read-records.ts'
import { readTable } from '../../kernel/read-table.ts'
import { columnOf, objectIn, sumsByCategory } from './deals-in-period.sql.ts'
import { type QuotaRow, subjectQuotas } from './quotas-in-period.sql.ts'
import { rollUp, type TeamPlace } from './roll-up.ts'

/**
 * What the deals of accounts come to along the tree of territories; deals without one last. Nothing where there are no
 * territories, or the reader does not see which account is in which.
 */
export async function territoryRows(
  reading: Reading,
  period: FiscalPeriod,
  quotas: readonly QuotaRow[],
): Promise<readonly RollUpRow[]> {
  const [territories, accounts] = [objectIn(reading, 'territory'), objectIn(reading, 'account')]
  const mayRead = [territories, accounts].every(({ name }) => scopeOf(reading.actor, name, 'read') !== 'none')
  if (!mayRead || !mayUseField(reading.actor, 'account', 'territory', 'read')) return []
  if (!mayUseField(reading.actor, 'opportunity', 'account', 'read')) return []
  const places = await reading.tx.rows<TeamPlace>(sql`
    select t.id, ${columnOf(territories, 'name')} as title, ${columnOf(territories, 'parent')} as parent
    from ${readTable(territories)} t where ${visible(reading, territories, 't')}`)
  if (places.length === 0) return []
  const sums = await sumsByCategory(reading, period, {
    person: sql`null::uuid`,
    team: sql`a.territory_id`,
    join: sql`left join ${readTable(accounts)} a on a.id = ${columnOf(objectIn(reading, 'opportunity'), 'account')}
      and ${visible(reading, accounts, 'a', { sought: 'many' })}`,
  })
  const { rows: rolled } = rollUp({
    teams: places,
    people: [],
    sums,
    adjustments: [],
    quotas: subjectQuotas(
      quotas.filter(({ territory, product }) => territory !== null && product === null),
      period.kind,
    ),
  })
  // What is directly in a territory is within its own figures.
  return rolled
    .filter(({ id, parent }) => id !== null || parent === null)
    .map((row) => ({ ...row, submission: null, judges: null }))
}
