import { type CompletionResult, isId, stepKinds } from '@tendero/model'
import { z } from 'zod'
import { recordId } from '../kernel/accept-body.ts'
import { action, perform } from '../kernel/action.ts'
import type { Context } from '../kernel/context.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, notFound } from '../kernel/failure.ts'
import { acceptInput, requireVerb } from '../kernel/input.ts'
import type { Values } from '../kernel/lifecycle.ts'

const completion = z.strictObject({
  outcome: z.string().min(1),
  mood: z.number().int().min(-2).max(2).optional(),
  note: z.string().max(100_000).optional(),
  next: z
    .strictObject({
      kind: z.enum(stepKinds),
      subject: z.string().trim().min(1).max(1_000),
      dueAt: z.string(),
    })
    .optional(),
})

type Completing = z.infer<typeof completion> & { readonly id: string }

/**
 * Says how an activity went, and plans what comes next with the same customer: one transaction.
 * @throws Failure 404, 403, 422; 409 `activity_done` when it is done already, `not_completable` for a note
 */
export const completeActivity = action<Completing, CompletionResult>({
  name: 'activity.complete',
  input: completion.extend({ id: recordId }),
  async run(ctx, { id, outcome, mood, note, next }) {
    const object = ctx.object('activity')
    requireVerb(ctx.actor, object, 'edit')
    const activity = await ctx.forUpdate('activity', id)
    if (activity.kind === 'note') throw new Failure(409, 'not_completable')
    if (activity.doneAt) throw new Failure(409, 'activity_done')
    const written = {
      outcome,
      doneAt: ctx.now.toISOString(),
      ...(mood === undefined ? {} : { mood }),
      ...(note ? { body: typeof activity.body === 'string' ? `${activity.body}\n\n${note}` : note } : {}),
    }
    await ctx.update('activity', id, acceptInput(ctx.model, ctx.actor, object, written, 'edit'))
    return { activity: id, next: next ? await plan(ctx, activity, next) : null, operationId: ctx.operationId }
  },
})

/** What comes next is about the same, and for the same person. */
async function plan(
  ctx: Context,
  activity: Values,
  { kind, ...next }: NonNullable<Completing['next']>,
): Promise<string> {
  const object = ctx.object(kind)
  requireVerb(ctx.actor, object, 'create')
  const { account, contact, lead, opportunity, owner } = activity
  const accepted = acceptInput(ctx.model, ctx.actor, object, next, 'create')
  return ctx.insert(kind, { account, contact, lead, opportunity, owner: owner ?? ctx.actor.userId, ...accepted })
}

/** Opens an activity again. @throws Failure 409 `activity_open` when it is not done */
export const reopenActivity = action<{ readonly id: string }, CompletionResult>({
  name: 'activity.reopen',
  input: z.strictObject({ id: recordId }),
  async run(ctx, { id }) {
    const object = ctx.object('activity')
    requireVerb(ctx.actor, object, 'edit')
    const activity = await ctx.forUpdate('activity', id)
    if (!activity.doneAt) throw new Failure(409, 'activity_open')
    const opened = acceptInput(ctx.model, ctx.actor, object, { doneAt: null, outcome: null, mood: null }, 'edit')
    await ctx.update('activity', id, opened)
    return { activity: id, next: null, operationId: ctx.operationId }
  },
})

export const completionEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/activities/{id}/completion',
    summary: 'Completes a call, visit, meeting or task: outcome, mood, a note, and what comes next.',
    input: completion,
    handle({ kernel, caller, params, body, idempotencyKey }) {
      if (!isId(params.id)) throw notFound()
      const given = typeof body === 'object' && body !== null ? body : {}
      return perform(kernel, caller, completeActivity, { ...given, id: params.id }, { idempotencyKey })
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/activities/{id}/completion',
    summary: 'Opens a completed activity again.',
    handle({ kernel, caller, params }) {
      if (!isId(params.id)) throw notFound()
      return perform(kernel, caller, reopenActivity, { id: params.id })
    },
  }),
]
