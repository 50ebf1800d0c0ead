import { readPhone } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import { invalid } from '../kernel/failure.ts'
import { type Change, isChanging, type Lifecycle, type Values, valueAfter } from '../kernel/lifecycle.ts'
import { type PointValue, readPoint } from './contact-point-value.ts'
import { judgePoint } from './judge-point.ts'
import { type Parents, type PointRow, pointsOf } from './points.sql.ts'
import { planPoint, primaryPoint } from './primary-point.ts'

/**
 * An e-mail address and a phone number stand on a contact or account, and all of them are its contact points. Whichever
 * side is written, the other follows: what stands on the record is the primary point of that kind.
 */
export const contactPointLifecycles: readonly Lifecycle[] = [
  recordLifecycle('contact'),
  recordLifecycle('account'),
  { object: 'contact_point', before: readPoints, after: settlePrimaries },
]

type Parent = keyof Parents
type Patch = Values & { readonly id: string }
const parents: readonly Parent[] = ['contact', 'account']
const kinds = ['email', 'phone'] as const
type Kind = (typeof kinds)[number]

function recordLifecycle(object: Parent): Lifecycle {
  return {
    object,
    async after(ctx, changes) {
      const written = changes.filter((change) => !change.computed)
      const created = written.filter((change) => change.verb === 'create')
      const updated = written.filter((change) => change.verb === 'update' && kinds.some((kind) => kind in change.patch))
      await addPoints(ctx, object, created)
      if (updated.length > 0) await followRecords(ctx, object, updated)
    },
  }
}

/** What was typed as an e-mail address or phone number of a record. */
function typed(value: unknown): string | undefined {
  if (typeof value === 'object' && value !== null && 'raw' in value) return String(value.raw)
  return typeof value === 'string' ? value : undefined
}

async function addPoints(ctx: Context, object: Parent, changes: readonly Change[]): Promise<void> {
  const points = changes.flatMap(({ id, patch }) =>
    kinds.flatMap((kind) => {
      const value = typed(patch[kind])
      return value === undefined ? [] : [{ [object]: id, kind, value, primary: true }]
    }),
  )
  if (points.length > 0) await ctx.insertMany('contact_point', points, { computed: true })
}

/** What writing records does to their points, gathered so that each kind of write is one. */
interface PointWrites {
  readonly added: Values[]
  readonly changed: Patch[]
  readonly removed: string[]
  /** Records whose emptied field is filled by the next point. */
  readonly records: Patch[]
}

async function followRecords(ctx: Context, object: Parent, changes: readonly Change[]): Promise<void> {
  const ids = changes.map((change) => change.id)
  const rows = await pointsOf(ctx, { contact: [], account: [], [object]: ids })
  const writes: PointWrites = { added: [], changed: [], removed: [], records: [] }
  for (const change of changes)
    for (const kind of kinds)
      if (kind in change.patch) {
        const points = rows.filter((row) => row.parent === change.id && row.kind === kind)
        followOne(ctx, { object, change, kind, points }, writes)
      }
  await ctx.remove('contact_point', writes.removed, { computed: true })
  await ctx.updateMany('contact_point', writes.changed, { computed: true })
  if (writes.added.length > 0) await ctx.insertMany('contact_point', writes.added, { computed: true })
  await ctx.updateMany(object, writes.records, { computed: true })
}

interface Following {
  readonly object: Parent
  readonly change: Change
  readonly kind: Kind
  readonly points: readonly PointRow[]
}

function followOne(ctx: Context, { object, change, kind, points }: Following, writes: PointWrites): void {
  const { country } = ctx.model.settings
  const value = typed(change.patch[kind])
  const plan = planPoint(points, value === undefined ? null : readPoint(kind, value, country))
  switch (plan.does) {
    case 'nothing':
      return
    case 'add':
      writes.added.push({ [object]: change.id, kind, value, primary: true })
      return
    case 'change':
      writes.changed.push({ id: plan.id, value })
      return
    case 'raise':
      for (const { id, primary } of points) if (primary) writes.changed.push({ id, primary: false })
      writes.changed.push({ id: plan.id, value, primary: true })
      return
    case 'remove':
      writes.removed.push(plan.id)
      if (!plan.follower) return
      writes.changed.push({ id: plan.follower.id, primary: true })
      writes.records.push({ id: change.id, [kind]: onRecord(kind, plan.follower.value, country) })
  }
}

/** A point's value as the record has it; null for an address that is none. */
function onRecord(kind: Kind, value: string, country: string): unknown {
  if (kind === 'phone') return readPhone(value, country)
  return readPoint(kind, value, country).valid ? value : null
}

/** Reads what was typed. @throws Failure 422 for people: an address that is none; for all: a point of nobody or of two */
function readPoints(ctx: Context, changes: readonly Change[]): void {
  for (const change of changes) {
    if (change.verb !== 'create' && change.verb !== 'update') continue
    const owners = parents.filter((parent) => valueAfter(change, parent))
    if (owners.length !== 1) throw invalid({ contact: { code: owners.length === 0 ? 'required' : 'only_one_parent' } })
    if (!['value', 'kind', 'confirmed'].some((field) => field in change.patch)) continue
    const kind = valueAfter(change, 'kind')
    const point = readPoint(kind, String(valueAfter(change, 'value')), ctx.model.settings.country)
    if (change.strict && kind === 'email' && !point.valid) throw invalid({ value: { code: 'not_an_email' } })
    change.patch.normalized = point.normalized
    judge(ctx, change, point)
  }
}

/** Says whether it reaches anybody; who confirmed an address confirmed no other. */
function judge(ctx: Context, { patch, before }: Change, point: PointValue): void {
  if (before?.confirmed && 'value' in patch && !('confirmed' in patch)) patch.confirmed = null
  const confirmed = ('confirmed' in patch ? patch.confirmed : before?.confirmed) === true
  const { valid, ...why } = judgePoint(patch.kind ?? before?.kind, point, { confirmed })
  patch.valid = valid
  if (why.fault || before?.fault) Object.assign(patch, why, { judgedAt: ctx.now.toISOString() })
}

/** After points were written: one primary of each kind, and it stands on the record. */
async function settlePrimaries(ctx: Context, changes: readonly Change[]): Promise<void> {
  const written = changes.filter((change) => !change.computed && !change.withParent)
  if (written.length === 0) return
  const concerned: Parents = { contact: owners(written, 'contact'), account: owners(written, 'account') }
  const held = new Map<Parent, ReadonlyMap<string, Values>>()
  for (const parent of parents) held.set(parent, await ctx.lock(parent, concerned[parent]))
  const rows = await pointsOf(ctx, concerned)
  const points: Patch[] = []
  const patches = new Map<Parent, Patch[]>(parents.map((parent) => [parent, []]))
  for (const parent of parents)
    for (const [id, record] of held.get(parent) ?? []) {
      const own = rows.filter((row) => row.parent === id)
      points.push(...chosen(own, written))
      const patch = standing(ctx, own, written, record)
      if (patch) patches.get(parent)?.push({ id, ...patch })
    }
  await ctx.updateMany('contact_point', points, { computed: true })
  for (const parent of parents) await ctx.updateMany(parent, patches.get(parent) ?? [], { computed: true })
}

/** Those whose points were written, before or after. */
function owners(changes: readonly Change[], parent: Parent): readonly string[] {
  const ids = changes.flatMap((change) => [change.before?.[parent], valueAfter(change, parent)])
  return [...new Set(ids.filter((id) => typeof id === 'string'))].sort()
}

function primaryOf(points: readonly PointRow[], kind: string, written: readonly Change[]): PointRow | undefined {
  const own = points.filter((point) => point.kind === kind)
  const said = (primary: boolean) =>
    written.findLast(
      (change) =>
        own.some((point) => point.id === change.id) &&
        change.patch.primary === primary &&
        (change.verb === 'create' ? primary : isChanging(change, 'primary')),
    )?.id
  const found = primaryPoint(own, { raised: said(true), lowered: said(false) })
  return own.find((point) => point.id === found?.id)
}

function chosen(points: readonly PointRow[], written: readonly Change[]): readonly Patch[] {
  return points.flatMap((point) => {
    const primary = primaryOf(points, point.kind, written)?.id === point.id
    return primary === point.primary ? [] : [{ id: point.id, primary }]
  })
}

/** What the record is to say; undefined when it does. */
function standing(
  ctx: Context,
  points: readonly PointRow[],
  written: readonly Change[],
  record: Values,
): Values | undefined {
  const patch: Record<string, unknown> = {}
  for (const kind of kinds) {
    const value = primaryOf(points, kind, written)?.value
    if (typed(record[kind]) === value) continue
    patch[kind] = value === undefined ? null : onRecord(kind, value, ctx.model.settings.country)
  }
  return Object.keys(patch).length > 0 ? patch : undefined
}
