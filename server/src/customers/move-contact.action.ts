import { type ContactMove, type ContactMoved, isEmailAddress, isId } from '@tendero/model'
import { z } from 'zod'
import { day, recordId } from '../kernel/accept-body.ts'
import { action, perform } from '../kernel/action.ts'
import type { Context } from '../kernel/context.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, invalid, notFound } from '../kernel/failure.ts'
import { passGates } from '../kernel/gate.ts'
import { inputRefusal, requireVerb } from '../kernel/input.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { mergedInto } from '../kernel/merged-records.ts'
import { affiliationsOf } from './affiliations.sql.ts'
import { type MovePlan, planMove } from './contact-move.ts'
import { decideActivities, decideOpportunities, type Moving } from './decide-open-work.action.ts'
import { movePoints } from './move-points.action.ts'
import { mostAsked } from './open-work.sql.ts'

const works = z
  .array(
    z.strictObject({
      id: recordId,
      becomes: z.enum(['leave', 'stay', 'go']),
      contact: recordId.nullable().optional(),
    }),
  )
  .max(mostAsked)
  .optional()

const wish = z.strictObject({
  account: z.union([recordId, z.strictObject({ name: z.string().trim().min(1).max(1_000) })]).nullable(),
  from: day,
  jobTitle: z.string().trim().max(1_000).optional(),
  email: z
    .string()
    .trim()
    .refine((text) => text === '' || isEmailAddress(text), { params: { code: 'not_an_email' } })
    .optional(),
  phone: z.string().trim().max(60).optional(),
  points: z
    .array(z.strictObject({ id: recordId, becomes: z.enum(['keep', 'invalid', 'hand_over']) }))
    .max(mostAsked)
    .optional(),
  opportunities: works,
  activities: works,
})

type Wish = ContactMove & { readonly contact: string }

/**
 * A person leaves their company for another, or for none: the old affiliation ends, the new one begins and is the main
 * one, and what is open with them stays, goes along or is left, as was said of each. On a day to come only the
 * affiliations are written, and take effect on it. A company that is made with it is held up as everywhere where it is
 * likely there already.
 * @throws Failure 404 and 403 for what the actor may not see or change; 409 `already_there`; 422 `before_beginning` at
 * `from` when it is before the old affiliation began, `not_yet` for open work of a move to come
 */
export const moveContact = action<Wish, ContactMoved>({
  name: 'contact.move',
  input: wish.extend({ contact: recordId }),
  async run(ctx, wished) {
    requireVerb(ctx.actor, ctx.object('contact'), 'edit')
    const input = { ...wished, account: await standing(ctx, wished.account) }
    await ctx.forUpdate('contact', input.contact)
    requireFields(ctx, input)
    const plan = await planOf(ctx, input)
    const account = await settleAccount(ctx, input.account)
    const moving: Moving = { contact: input.contact, account, formerly: plan.ended?.account ?? null }
    await affiliate(ctx, moving, plan, input)
    if (plan.now && input.jobTitle) await ctx.update('contact', input.contact, { jobTitle: input.jobTitle })
    await movePoints(ctx, moving, input)
    await decideOpportunities(ctx, moving, input.opportunities ?? [])
    await decideActivities(ctx, moving, input.activities ?? [])
    ctx.emit('contact.move', { contact: input.contact, account, operationId: ctx.operationId })
    return { contact: input.contact, account, operationId: ctx.operationId }
  },
})

/** @throws Failure 422 for a field that the actor may not write */
function requireFields({ actor, object }: Context, { jobTitle, email, phone }: Wish): void {
  const contact = object('contact')
  const written = { account: true, jobTitle, email, phone }
  for (const [name, value] of Object.entries(written)) {
    const code = value ? inputRefusal(actor, contact, name, 'edit') : undefined
    if (code) throw invalid({ [name]: { code } })
  }
}

async function planOf(ctx: Context, { contact, account, from, opportunities, activities }: Wish): Promise<MovePlan> {
  const rows = await affiliationsOf(ctx, [contact])
  const target = typeof account === 'object' && account !== null ? undefined : account
  const plan = planMove(rows, target, { from, today: ctx.today })
  if (!plan) throw new Failure(409, 'already_there')
  if (plan.ended?.from && from < plan.ended.from) throw invalid({ from: { code: 'before_beginning' } })
  const decided = [...(opportunities ?? []), ...(activities ?? [])].some(({ becomes }) => becomes !== 'leave')
  if (!plan.now && decided) throw invalid({ from: { code: 'not_yet' } })
  return plan
}

/** A company that was merged into another is that one. */
async function standing({ tx, object }: Context, account: Wish['account']): Promise<Wish['account']> {
  if (typeof account !== 'string') return account
  return (await mergedInto(tx, object('account'), [account])).get(account) ?? account
}

async function settleAccount(ctx: Context, account: Wish['account']): Promise<string | null> {
  if (account === null || typeof account === 'string') return account
  const object = ctx.object('account')
  requireVerb(ctx.actor, object, 'create')
  await passGates(ctx, { object, id: undefined, before: null, patch: { name: account.name } })
  return ctx.insert('account', { name: account.name }, { checked: true })
}

/** The new one first: as soon as it is the main one, its account stands on the contact, and the old one only has to end. */
async function affiliate(ctx: Context, moving: Moving, { ended, known, now }: MovePlan, wished: Wish): Promise<void> {
  const begins = now ? { primary: true } : { becomesPrimary: true }
  if (known) await ctx.update('affiliation', known.id, begins, { checked: true })
  else if (moving.account) {
    const role = wished.jobTitle ? { role: wished.jobTitle.slice(0, 120) } : {}
    const { contact, account } = moving
    await ctx.insert('affiliation', { contact, account, from: wished.from, ...role, ...begins }, { checked: true })
  }
  if (ended) await ctx.update('affiliation', ended.id, endOf(wished.from, now), { checked: true })
}

function endOf(to: string, now: boolean): Values {
  return now ? { to, primary: false } : { to }
}

export const moveContactEndpoint: Endpoint = endpoint({
  method: 'POST',
  path: '/contacts/{id}/move',
  summary:
    'Moves a person to another company, an existing one, a new one or none: ends and begins the affiliations and decides what is open.',
  input: wish,
  handle({ kernel, caller, params, body, idempotencyKey }) {
    if (!isId(params.id)) throw notFound()
    const given = typeof body === 'object' && body !== null ? body : {}
    return perform(kernel, caller, moveContact, { ...given, contact: params.id }, { idempotencyKey })
  },
})
