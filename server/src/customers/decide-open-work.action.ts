import { type MovedWork, sql } from '@tendero/model'
import { mayUseField } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, invalid } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import type { Values } from '../kernel/lifecycle.ts'

/** Who moves, where to, and from where; null for no company. */
export interface Moving {
  readonly contact: string
  readonly account: string | null
  readonly formerly: string | null
}

interface RoleRow {
  readonly id: string
  readonly opportunity: string
  readonly contact: string
}

/**
 * What becomes of the open deals of somebody who moves, with all that is planned in them with the person.
 * @throws Failure 404 and 403 for a deal that the actor may not see or change; 422 for one in which the person has no part
 */
export async function decideOpportunities(ctx: Context, moving: Moving, works: readonly MovedWork[]): Promise<void> {
  const decided = works.filter(({ becomes }) => becomes !== 'leave')
  if (decided.length === 0) return
  requireVerb(ctx.actor, ctx.object('opportunity'), 'edit')
  const roles = await rolesIn(
    ctx,
    decided.map(({ id }) => id),
  )
  for (const work of decided) {
    const deal = await ctx.forUpdate('opportunity', work.id)
    const own = roles.filter((role) => role.opportunity === work.id)
    if (deal.status !== 'open' || !own.some((role) => role.contact === moving.contact))
      throw invalid({ opportunities: { code: 'not_of_contact' } })
    if (work.becomes === 'go') await take(ctx, 'opportunity', work.id, moving)
    else await replace(ctx, moving, work, own)
  }
  await followDeals(ctx, moving, decided)
}

async function take(ctx: Context, object: 'opportunity' | 'activity', id: string, { account }: Moving): Promise<void> {
  if (!account) throw invalid({ account: { code: 'required' } })
  if (!mayUseField(ctx.actor, object, 'account', 'edit')) throw forbidden({ object, field: 'account', verb: 'edit' })
  await ctx.update(object, id, { account }, { checked: true })
}

/** Another person takes the part; whoever has one already keeps it, and nobody leaves it free. */
async function replace(ctx: Context, { contact }: Moving, work: MovedWork, roles: readonly RoleRow[]): Promise<void> {
  if (!mayUseField(ctx.actor, 'opportunity_contact', 'contact', 'edit'))
    throw forbidden({ object: 'opportunity_contact', field: 'contact', verb: 'edit' })
  const successor = work.contact ?? null
  const [first, ...others] = roles.filter((role) => role.contact === contact).map((role) => role.id)
  const taken = roles.some((role) => role.contact === successor)
  if (first && successor && !taken)
    await ctx.update('opportunity_contact', first, { contact: successor }, { checked: true })
  const left = successor && !taken ? others : [first, ...others]
  await ctx.remove(
    'opportunity_contact',
    left.filter((id) => id !== undefined),
    { checked: true },
  )
}

function rolesIn({ tx, actor }: Context, deals: readonly string[]): Promise<RoleRow[]> {
  return tx.rows<RoleRow>(sql`
    select r.id, r.opportunity_id as opportunity, r.contact_id as contact from app.opportunity_contact r
    where r.workspace_id = ${actor.workspaceId} and r.opportunity_id = any(${deals}::uuid[]) and r.deleted_at is null
    order by r.created_at, r.id`)
}

interface PlanRow {
  readonly id: string
  readonly opportunity: string
  readonly account: string | null
}

/** What is planned in a deal with the person goes the way of the deal, whoever is to do it. */
async function followDeals(ctx: Context, moving: Moving, works: readonly MovedWork[]): Promise<void> {
  const byDeal = new Map(works.map((work) => [work.id, work]))
  const rows = await ctx.tx.rows<PlanRow>(sql`
    select a.id, a.opportunity_id as opportunity, a.account_id as account from app.activity a
    where a.workspace_id = ${ctx.actor.workspaceId} and a.opportunity_id = any(${[...byDeal.keys()]}::uuid[])
    and a.contact_id = ${moving.contact} and a.done_at is null and a.kind <> 'note' and a.deleted_at is null`)
  const patches = rows.flatMap(({ id, opportunity, account }) => {
    const work = byDeal.get(opportunity)
    const patch = work && followed(moving, work, account)
    return patch ? [{ id, ...patch }] : []
  })
  await ctx.updateMany('activity', patches, { computed: true })
}

/** An activity that names another company than the one left keeps it. */
function followed({ account, formerly }: Moving, work: MovedWork, named: string | null): Values | undefined {
  if (work.becomes === 'stay') return { contact: work.contact ?? null }
  return named === formerly ? { account } : undefined
}

/**
 * What becomes of what is planned with somebody who moves, besides their deals.
 * @throws Failure 404 and 403 for what the actor may not see or change; 422 for what is done, or with somebody else
 */
export async function decideActivities(ctx: Context, moving: Moving, works: readonly MovedWork[]): Promise<void> {
  const decided = works.filter(({ becomes }) => becomes !== 'leave')
  if (decided.length === 0) return
  requireVerb(ctx.actor, ctx.object('activity'), 'edit')
  for (const work of decided) {
    const activity = await ctx.forUpdate('activity', work.id)
    if (activity.doneAt || activity.contact !== moving.contact)
      throw invalid({ activities: { code: 'not_of_contact' } })
    if (work.becomes === 'go') await take(ctx, 'activity', work.id, moving)
    else await handOn(ctx, work)
  }
}

async function handOn(ctx: Context, { id, contact = null }: MovedWork): Promise<void> {
  if (!mayUseField(ctx.actor, 'activity', 'contact', 'edit'))
    throw forbidden({ object: 'activity', field: 'contact', verb: 'edit' })
  await ctx.update('activity', id, { contact }, { checked: true })
}
