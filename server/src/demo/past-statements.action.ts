import { addDays, daysBetween, sql } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { callerAs } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Transaction } from '../kernel/transaction.ts'
import { random } from '../platform/random.ts'
import { atTen, grouped, type SpokenOf, seedOf, statedOf } from './habits.ts'

interface SpokenDeal extends SpokenOf {
  readonly id: string
  readonly openedOn: string
  /** The day since which it is as it is: when it was closed, or when who has an open one thought again. */
  readonly since: string
  /** What is kept of it, minor units: what it was won for, nothing of what was lost. */
  readonly kept: number
}

/** Days before the end at which a deal was spoken of; the first that it is old enough for. */
const leads = [80, 45, 20, 7]

/**
 * Makes up what people said of their deals before: amounts and closing dates that some see too large and too early, as
 * their own habit is, always the same for the same deals. It stands in the history of each deal, before it was closed or
 * thought of again; the deal itself is as it was. The set that the demo is made of says nothing of it. Goes on where it was
 * interrupted.
 */
export async function makeUpStatements(
  kernel: Kernel,
  { workspaceId, userId }: { readonly workspaceId: string; readonly userId: string },
  today: string,
): Promise<void> {
  const caller = await callerAs(kernel, workspaceId, userId, 'import')
  const { timeZone } = caller.model.settings
  const deals = await kernel.database.read(workspaceId, (tx) => dealsToSpeakOf(tx, today))
  /** All of it is one thing that was done. */
  const operationId = newId()
  for (const [since, together] of grouped(deals, (deal) => deal.since)) {
    if (kernel.stopping.aborted) return
    const said = together.map((deal) => ({ deal, stated: statedOf(deal) }))
    const work = async (ctx: Context) => {
      for (const [lead, spoken] of grouped(said, ({ deal }) => leadOf(deal)))
        await ctx.updateMany(
          'opportunity',
          spoken.map(({ deal, stated }) => ({ id: deal.id, ...stated })),
          { bare: true, checked: false, effectiveAt: atTen(timeZone, addDays(since, -lead)) },
        )
      await ctx.updateMany(
        'opportunity',
        together.map(({ id, kept, currency, closeOn }) => ({ id, amount: { minor: kept, currency }, closeOn })),
        { bare: true, checked: false, effectiveAt: atTen(timeZone, since) },
      )
    }
    await write(kernel, caller, work, { operationId })
  }
}

/** Deals that nothing was said of yet; what was lost would have been worth its list price. */
async function dealsToSpeakOf(tx: Transaction, today: string): Promise<readonly SpokenDeal[]> {
  const deals = await tx.rows<Omit<SpokenDeal, 'since'> & { readonly closedOn: string | null }>(sql`
    select o.id, o.external_id as "externalId", u.name as owner, o.opened_on::text as "openedOn", o.closed_on::text as "closedOn",
      coalesce(o.closed_on, o.close_on)::text as "closeOn", o.amount as kept, o.amount_currency as currency,
      case when o.status = 'lost' then p.price else o.amount end as amount
    from app.opportunity o
    join app.user u on u.workspace_id = ${tx.workspaceId} and u.id = o.owner_id
    left join app.product p on p.workspace_id = ${tx.workspaceId} and starts_with(o.name, p.name || ' – ')
    where o.workspace_id = ${tx.workspaceId} and o.version = 1 and o.opened_on < ${today}::date and coalesce(o.closed_on, o.close_on) is not null
      and case when o.status = 'lost' then p.price else o.amount end > 0
    order by o.closed_on, o.external_id`)
  return deals.map(({ closedOn, ...deal }) => ({ ...deal, since: closedOn ?? thoughtAgain(deal, today) }))
}

/** A day between the opening and today. */
function thoughtAgain({ externalId, openedOn }: Pick<SpokenDeal, 'externalId' | 'openedOn'>, today: string): string {
  return addDays(today, -random(seedOf(`${externalId} again`)).between(0, daysBetween(openedOn, today)))
}

function leadOf({ openedOn, since }: SpokenDeal): number {
  const age = daysBetween(openedOn, since)
  return leads.find((lead) => lead <= age) ?? 0
}
