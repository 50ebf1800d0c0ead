import { type ConversionResult, type ConversionWish, isId, sql } from '@tendero/model'
import { z } from 'zod'
import { day, recordId } from '../kernel/accept-body.ts'
import { action, perform } from '../kernel/action.ts'
import { mayUseField } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { invalid, notFound } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { mergedInto } from '../kernel/merged-records.ts'
import { fillEmpty, planConversion, type Target } from './lead-conversion.ts'

const newOrId = z.union([z.literal('new'), recordId])

const wish = z.strictObject({
  account: newOrId,
  contact: newOrId,
  opportunity: newOrId.nullable(),
  details: z
    .strictObject({ name: z.string().trim().max(1_000), pipeline: recordId, closeOn: day })
    .partial()
    .optional(),
})

type Converting = ConversionWish & { readonly lead: string }

/**
 * Turns a lead into a customer: account, contact and opportunity, new or existing, of which only empty fields are
 * filled. Its activities go along; the lead stays, points to what it became, and can no longer be changed.
 * @throws Failure 404 and 403 for what the actor may not see or do, with any of the targets; 409
 * `lead_already_converted`; 422 `not_of_account` at contact or opportunity
 */
export const convertLead = action<Converting, ConversionResult>({
  name: 'lead.convert',
  input: wish.extend({ lead: recordId }),
  async run(ctx, { lead: leadId, ...named }) {
    requireVerb(ctx.actor, ctx.object('lead'), 'edit')
    const lead = await ctx.forUpdate('lead', leadId)
    const [account, contact, opportunity] = ['account', 'contact', 'opportunity'].map((name) => ctx.object(name))
    if (!account || !contact || !opportunity) throw new Error('a target of conversion is not declared')
    const wished = { ...named, ...(await standing(ctx, named)) }
    const plan = planConversion(lead, wished, { lead: ctx.object('lead'), account, contact, opportunity })
    const accountId = await settle(ctx, 'account', plan.account)
    const contactId = plan.contact && (await settleContact(ctx, plan.contact, accountId))
    const dealId = plan.opportunity && (await settleDeal(ctx, plan.opportunity, accountId, contactId))
    const became = { account: accountId, contact: contactId, opportunity: dealId }
    await relinkActivities(ctx, leadId, became)
    await ctx.update('lead', leadId, convertedTo(ctx, became), { computed: true })
    ctx.emit('lead.convert', { lead: leadId, ...became, operationId: ctx.operationId })
    return { lead: leadId, ...became, operationId: ctx.operationId }
  },
})

/** What was merged into another is that one. */
async function standing(ctx: Context, { account, contact }: ConversionWish) {
  const into = async (object: 'account' | 'contact', id: string) =>
    id === 'new' ? id : ((await mergedInto(ctx.tx, ctx.object(object), [id])).get(id) ?? id)
  return { account: await into('account', account), contact: await into('contact', contact) }
}

type Became = Omit<ConversionResult, 'lead' | 'operationId'>

/** Makes a target, or fills what is empty in it; what the actor may not write in it is left out. */
async function settle(ctx: Context, name: string, target: Target, own: Values = {}): Promise<string> {
  const object = ctx.object(name)
  const values = Object.fromEntries(
    Object.entries(target.values).filter(([field]) => mayUseField(ctx.actor, name, field, 'edit')),
  )
  if (target.make === 'new') {
    requireVerb(ctx.actor, object, 'create')
    return ctx.insert(name, { ...values, ...own }, { checked: true })
  }
  const existing = await ctx.forUpdate(name, target.id)
  await ctx.update(name, target.id, fillEmpty(existing, { ...values, ...own }), { checked: true })
  return target.id
}

async function settleContact(ctx: Context, target: Target, account: string): Promise<string> {
  if (target.make === 'existing') {
    const contact = await ctx.forUpdate('contact', target.id)
    const belongs = contact.account === account || !contact.account || (await isAffiliated(ctx, target.id, account))
    if (!belongs) throw invalid({ contact: { code: 'not_of_account' } })
  }
  return settle(ctx, 'contact', target, { account })
}

/** Besides the main one a person may belong to further accounts. */
async function isAffiliated(ctx: Context, contact: string, account: string): Promise<boolean> {
  const rows = await ctx.tx.rows(sql`
    select 1 from app.affiliation a where a.workspace_id = ${ctx.actor.workspaceId} and a.contact_id = ${contact}
    and a.account_id = ${account} and a.deleted_at is null and (a."to" is null or a."to" >= ${ctx.today}) limit 1`)
  return rows.length > 0
}

async function settleDeal(ctx: Context, target: Target, account: string, contact: string | null): Promise<string> {
  if (target.make === 'existing') {
    const deal = await ctx.forUpdate('opportunity', target.id)
    if (deal.account && deal.account !== account) throw invalid({ opportunity: { code: 'not_of_account' } })
  }
  const made = await settle(ctx, 'opportunity', target, { account })
  if (target.make === 'new' && contact)
    await ctx.insert('opportunity_contact', { opportunity: made, contact, primary: true })
  return made
}

interface LinkedActivity {
  readonly id: string
  readonly account: string | null
  readonly contact: string | null
  readonly opportunity: string | null
}

/** What was done with the lead was done with the customer: links that an activity lacks are added. */
async function relinkActivities(ctx: Context, lead: string, became: Became): Promise<void> {
  const activities = await ctx.tx.rows<LinkedActivity>(sql`
    select a.id, a.account_id as account, a.contact_id as contact, a.opportunity_id as opportunity
    from app.activity a where a.workspace_id = ${ctx.actor.workspaceId} and a.lead_id = ${lead} and a.deleted_at is null`)
  const patches = activities.map(({ id: activity, account, contact, opportunity }) => ({
    id: activity,
    account: account ?? became.account,
    contact: contact ?? became.contact,
    opportunity: opportunity ?? became.opportunity,
  }))
  await ctx.updateMany('activity', patches, { computed: true })
}

function convertedTo(ctx: Context, { account, contact, opportunity }: Became): Values {
  return {
    status: 'converted',
    convertedAt: ctx.now.toISOString(),
    convertedAccount: account,
    convertedContact: contact,
    convertedOpportunity: opportunity,
  }
}

export const convertLeadEndpoint: Endpoint = endpoint({
  method: 'POST',
  path: '/leads/{id}/conversion',
  summary:
    'Converts a lead into account, contact and opportunity, each new or existing; of existing ones only empty fields are filled.',
  input: wish,
  handle({ kernel, caller, params, body, idempotencyKey }) {
    if (!isId(params.id)) throw notFound()
    const given = typeof body === 'object' && body !== null ? body : {}
    return perform(kernel, caller, convertLead, { ...given, lead: params.id }, { idempotencyKey })
  },
})
