import type { ContactMove } from '@tendero/model'
import { mayUseField } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, invalid } from '../kernel/failure.ts'
import { readPoint } from './contact-point-value.ts'
import type { Moving } from './decide-open-work.action.ts'
import { type PointRow, pointsOf } from './points.sql.ts'

/** The addresses and numbers of somebody who moves: new ones become the main ones, old ones stop or stay with the company. */
export async function movePoints(
  ctx: Context,
  { contact, formerly }: Moving,
  { email, phone, points = [] }: Pick<ContactMove, 'email' | 'phone' | 'points'>,
): Promise<void> {
  const known = await pointsOf(ctx, { contact: [contact], account: [] })
  for (const [kind, value] of Object.entries({ email, phone })) if (value) await raise(ctx, contact, known, kind, value)
  const asked = points.filter(({ becomes }) => becomes !== 'keep')
  if (asked.length === 0) return
  if (!mayUseField(ctx.actor, 'contact_point', 'value', 'edit'))
    throw forbidden({ object: 'contact_point', verb: 'edit' })
  if (asked.some(({ id }) => !known.some((point) => point.id === id))) throw invalid({ points: { code: 'not_found' } })
  for (const { id, becomes } of asked) await (becomes === 'invalid' ? invalidate(ctx, id) : handOver(ctx, id, formerly))
}

/** Makes it the main one, whether it was among them or not. */
async function raise(
  ctx: Context,
  contact: string,
  known: readonly PointRow[],
  kind: string,
  value: string,
): Promise<void> {
  const { normalized } = readPoint(kind, value, ctx.model.settings.country)
  const same = known.find((point) => point.kind === kind && normalized !== null && point.normalized === normalized)
  if (same) await ctx.update('contact_point', same.id, { primary: true }, { checked: true })
  else await ctx.insert('contact_point', { contact, kind, value, primary: true }, { checked: true })
}

/** It stays where it is, and is no longer the main one if there is another. */
async function invalidate(ctx: Context, id: string): Promise<void> {
  const judged = { valid: false, fault: 'left', judgedAt: ctx.now.toISOString() }
  await ctx.update('contact_point', id, { ...judged, primary: false }, { checked: true })
}

/** @throws Failure 422 without an old company to which it could be left */
async function handOver(ctx: Context, id: string, formerly: string | null): Promise<void> {
  if (!formerly) throw invalid({ points: { code: 'no_former_account' } })
  await ctx.update('contact_point', id, { contact: null, account: formerly, primary: false }, { checked: true })
}
