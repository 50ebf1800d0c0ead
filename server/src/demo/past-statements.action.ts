import { addDays, daysBetween, sql } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { callerAs } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { atTen, grouped, type SpokenOf, statedOf } from './habits.ts'

interface WonDeal extends SpokenOf {
  readonly id: string
  readonly openedOn: string
}

/** Days before the end at which a deal was spoken of; the first that it is old enough for. */
const leads = [80, 45, 20, 7]

/**
 * Makes up what people said of the deals that they won: amounts and closing dates that some see too large and too early,
 * as their own habit is, always the same for the same deals. It stands in the history of each deal, before its end; the
 * deal itself is as it was. The set that the demo is made of says nothing of it. Goes on where it was interrupted.
 */
export async function makeUpStatements(
  kernel: Kernel,
  { workspaceId, userId }: { readonly workspaceId: string; readonly userId: string },
): Promise<void> {
  const caller = await callerAs(kernel, workspaceId, userId, 'import')
  const { timeZone } = caller.model.settings
  const deals = await kernel.database.read(workspaceId, (tx) =>
    tx.rows<WonDeal>(sql`
      select o.id, o.external_id as "externalId", u.name as owner, o.opened_on::text as "openedOn", o.closed_on::text as "closedOn", o.amount, o.amount_currency as currency
      from app.opportunity o join app.user u on u.workspace_id = ${workspaceId} and u.id = o.owner_id
      where o.workspace_id = ${workspaceId} and o.status = 'won' and o.amount > 0 and o.opened_on is not null and o.version = 1
      order by o.closed_on, o.external_id`),
  )
  /** All of it is one thing that was done. */
  const operationId = newId()
  for (const closing of grouped(deals, ({ closedOn }) => closedOn).values()) {
    if (kernel.stopping.aborted) return
    const said = closing.map((deal) => ({ deal, stated: statedOf(deal) }))
    const work = async (ctx: Context) => {
      for (const [lead, spoken] of grouped(said, ({ deal }) => leadOf(deal)))
        await ctx.updateMany(
          'opportunity',
          spoken.map(({ deal, stated }) => ({ id: deal.id, ...stated })),
          { bare: true, checked: false, effectiveAt: atTen(timeZone, addDays(spoken[0]?.deal.closedOn ?? '', -lead)) },
        )
      await ctx.updateMany(
        'opportunity',
        closing.map(({ id, amount, currency, closedOn }) => ({
          id,
          amount: { minor: amount, currency },
          closeOn: closedOn,
        })),
        { bare: true, checked: false, effectiveAt: atTen(timeZone, closing[0]?.closedOn ?? '') },
      )
    }
    await write(kernel, caller, work, { operationId })
  }
}

function leadOf({ openedOn, closedOn }: WonDeal): number {
  const age = daysBetween(openedOn, closedOn)
  return leads.find((lead) => lead <= age) ?? 0
}
