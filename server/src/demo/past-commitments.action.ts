import { addDays, type FiscalPeriod, fiscalPeriod, type RollUpCategory, sql } from '@tendero/model'
import { adjustForecast, insertSubmission, type SubmittedDeal } from '../forecast/index.ts'
import { write } from '../kernel/action.ts'
import { type Caller, callerAs } from '../kernel/caller.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Transaction } from '../kernel/transaction.ts'
import { random } from '../platform/random.ts'
import { atTen, type SpokenOf, seedOf, statedOf } from './habits.ts'

interface TeamDeal extends Omit<SpokenOf, 'closeOn'> {
  readonly id: string
  readonly name: string
  readonly team: string
  readonly manager: string
  readonly openedOn: string
  /** Null while it is open. */
  readonly closedOn: string | null
  readonly closeOn: string | null
  readonly category: RollUpCategory
}

/** Months of which something was submitted, this one included. */
const months = 7

/** What managers say of this month, for theirs. */
const judgements = [
  { amount: -2_500_00, reason: 'Two of these have slipped before' },
  { amount: 4_000_00, reason: 'A renewal that is not entered yet' },
  { amount: -1_500_00, reason: 'Budget of one customer is not approved' },
]

/**
 * Makes up what each manager submitted of the months for their team, on the last day before each, and what they say of this
 * one: the deals that were open then and closed in the month with what was said of them, and some that came later.
 * Nothing when it is there.
 */
export async function makeUpCommitments(
  kernel: Kernel,
  { workspaceId, userId }: { readonly workspaceId: string; readonly userId: string },
  today: string,
): Promise<void> {
  const caller = await callerAs(kernel, workspaceId, userId, 'import')
  const deals = await kernel.database.read(workspaceId, dealsOfTeams)
  const teams = new Map(deals.map(({ team, manager }) => [team, manager]))
  const made = await write(kernel, caller, async ({ tx }) => {
    const [known] = await tx.rows(
      sql`select 1 from app.forecast_submission s where s.workspace_id = ${workspaceId} limit 1`,
    )
    if (known) return false
    for (let count = 1 - months; count <= 0; count += 1)
      for (const [team, manager] of teams)
        submitFor(tx, caller, fiscalPeriod('month', today, 1, count), { team, manager, deals })
    return true
  })
  if (!made) return
  const month = fiscalPeriod('month', today, 1)
  for (const [place, [team, manager]] of [...teams].slice(0, judgements.length).entries()) {
    const said = judgements[place]
    const as = await callerAs(kernel, workspaceId, manager, 'import')
    if (said)
      await adjustForecast(kernel, as, {
        ...{ period: 'month', startsOn: month.startsOn, kind: 'team', subject: team, category: 'commit', ...said },
      })
  }
}

interface TeamDeals {
  readonly team: string
  readonly manager: string
  readonly deals: readonly TeamDeal[]
}

function submitFor(tx: Transaction, { model }: Caller, month: FiscalPeriod, { team, manager, deals }: TeamDeals): void {
  const day = addDays(month.startsOn, -1)
  const listed = deals
    .filter((deal) => deal.team === team && deal.openedOn <= day && (deal.closedOn === null || deal.closedOn > day))
    .flatMap((deal) => spokenOf(deal, month))
  if (listed.length === 0) return
  const sum = (category: RollUpCategory) =>
    listed.reduce((all, deal) => (deal.category === category ? all + deal.amount : all), 0)
  insertSubmission(tx, {
    id: newId(),
    kind: 'team',
    subject: team,
    period: 'month',
    startsOn: month.startsOn,
    figures: {
      closed: 0,
      commit: sum('commit'),
      most_likely: sum('most_likely'),
      best_case: sum('best_case'),
      pipeline: 0,
      quota: null,
    },
    deals: { listed, more: 0 },
    note: '',
    by: manager,
    at: new Date(atTen(model.settings.timeZone, day)),
  })
}

/** As what a deal was counted on the day before a month; not at all where nobody thought that it would close in it. */
function spokenOf(deal: TeamDeal, { startsOn, endsOn }: FiscalPeriod): readonly SubmittedDeal[] {
  const { id, name: title, closedOn, closeOn, amount, category } = deal
  if (closedOn === null)
    return closeOn !== null && closeOn >= startsOn && closeOn <= endsOn
      ? [{ id, title, category, amount, closeOn }]
      : []
  if (closedOn > addDays(endsOn, 31)) return []
  const chance = random(seedOf(`${id} ${startsOn}`))
  const sure = chance.next()
  const later = closedOn > endsOn
  if (later && sure > 0.5) return []
  const counted = sure < (later ? 0.2 : 0.75) ? 'commit' : chance.chance(0.5) ? 'most_likely' : 'best_case'
  const stated = statedOf({ ...deal, closeOn: closedOn })
  return [
    { id, title, category: counted, amount: stated.amount.minor, closeOn: addDays(startsOn, chance.between(2, 26)) },
  ]
}

/** The deals that were won, and those that are open, of each who is in a team that somebody leads. */
function dealsOfTeams(tx: Transaction): Promise<readonly TeamDeal[]> {
  return tx.rows<TeamDeal>(sql`
    select o.id, o.name, o.external_id as "externalId", u.name as owner, t.id as team, t.manager_id as manager,
      o.opened_on::text as "openedOn", o.closed_on::text as "closedOn", o.close_on::text as "closeOn", o.amount,
      o.amount_currency as currency, o.forecast_category as category
    from app.opportunity o
    join app.user u on u.workspace_id = ${tx.workspaceId} and u.id = o.owner_id
    join app.team t on t.workspace_id = ${tx.workspaceId} and t.id = u.team_id
    where o.workspace_id = ${tx.workspaceId} and o.status in ('won', 'open') and o.amount > 0 and o.opened_on is not null
      and o.deleted_at is null and t.manager_id is not null
    order by t.name, o.external_id`)
}
