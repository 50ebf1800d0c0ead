import type { Context } from '../kernel/context.ts'
import { readPoint } from './contact-point-value.ts'
import { type PointRow, pointsOf } from './points.sql.ts'

/** A way to reach a contact or account that is to be among its contact points. */
export interface WantedPoint {
  /** The id of the contact or account. */
  readonly parent: string
  readonly kind: 'email' | 'phone' | 'other'
  readonly value: string
  readonly label: string | null
}

/**
 * Adds the contact points that are not there yet; one that is there without a label gets it. Which is the primary one
 * stays as it is.
 * @throws Failure 403 without the right to change the contact or account
 */
export async function addContactPoints(
  ctx: Context,
  object: 'contact' | 'account',
  wanted: readonly WantedPoint[],
): Promise<void> {
  if (wanted.length === 0) return
  const parents = [...new Set(wanted.map((point) => point.parent))]
  const known = await pointsOf(ctx, { contact: [], account: [], [object]: parents })
  const { country } = ctx.model.settings
  const found = wanted.map((point) => ({ point, existing: known.find((row) => isSame(row, point, country)) }))
  const added = found.flatMap(({ point: { parent, ...values }, existing }) =>
    existing ? [] : [{ [object]: parent, ...values }],
  )
  const labelled = found.flatMap(({ point: { label }, existing }) =>
    existing && existing.label === null && label !== null ? [{ id: existing.id, label }] : [],
  )
  if (added.length > 0) await ctx.insertMany('contact_point', added, { checked: true, strict: false })
  await ctx.updateMany('contact_point', labelled, { checked: true, strict: false })
}

function isSame(row: PointRow, { parent, kind, value }: WantedPoint, country: string): boolean {
  if (row.parent !== parent || row.kind !== kind) return false
  const { normalized } = readPoint(kind, value, country)
  return normalized === null ? row.value === value : row.normalized === normalized
}
