import { addDays, daysBetween, sql, startOfDay } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { callerAs } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Random, random } from '../platform/random.ts'

interface WonDeal {
  readonly id: string
  readonly externalId: string
  readonly owner: string
  readonly openedOn: string
  readonly closedOn: string
  /** Minor units. */
  readonly amount: number
  readonly currency: string
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
  const habits = new Map<string, Habit>()
  for (const owner of [...new Set(deals.map((deal) => deal.owner))].sort())
    habits.set(owner, habitOf(random(seedOf(owner))))
  /** All of it is one thing that was done. */
  const operationId = newId()
  for (const closing of grouped(deals, ({ closedOn }) => closedOn).values()) {
    if (kernel.stopping.aborted) return
    const said = closing.map((deal) => ({ deal, stated: statedOf(deal, habits.get(deal.owner)) }))
    const work = async (ctx: Context) => {
      for (const [lead, spoken] of grouped(said, ({ deal }) => leadOf(deal)))
        await ctx.updateMany(
          'opportunity',
          spoken.map(({ deal, stated }) => ({ id: deal.id, ...stated })),
          { bare: true, checked: false, effectiveAt: at(timeZone, addDays(spoken[0]?.deal.closedOn ?? '', -lead)) },
        )
      await ctx.updateMany(
        'opportunity',
        closing.map(({ id, amount, currency, closedOn }) => ({
          id,
          amount: { minor: amount, currency },
          closeOn: closedOn,
        })),
        { bare: true, checked: false, effectiveAt: at(timeZone, closing[0]?.closedOn ?? '') },
      )
    }
    await write(kernel, caller, work, { operationId })
  }
}

function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}

/** How somebody sees their deals. */
interface Habit {
  /** What they say, for what comes. */
  readonly amount: number
  /** Days after the day they say. */
  readonly slip: number
}

function habitOf(chance: Random): Habit {
  return { amount: 0.9 + 0.5 * chance.next(), slip: chance.between(-3, 18) }
}

function statedOf({ externalId, amount, currency, closedOn }: WonDeal, habit: Habit = { amount: 1, slip: 0 }) {
  const chance = random(seedOf(externalId))
  const rounded = Math.round((amount * habit.amount * (0.85 + 0.3 * chance.next())) / 10_000) * 10_000
  return {
    amount: { minor: Math.max(10_000, rounded), currency },
    closeOn: addDays(closedOn, -(habit.slip + chance.between(-6, 8))),
  }
}

function leadOf({ openedOn, closedOn }: WonDeal): number {
  const age = daysBetween(openedOn, closedOn)
  return leads.find((lead) => lead <= age) ?? 0
}

/** Ten in the morning, in the zone of the company. */
const at = (timeZone: string, day: string) =>
  new Date(startOfDay(timeZone, day).getTime() + 10 * 3_600_000).toISOString()

const seedOf = (name: string) => [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2_147_483_647, 7)
