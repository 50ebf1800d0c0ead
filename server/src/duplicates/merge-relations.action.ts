import { type ObjectType, sql } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import { orderColumn } from '../kernel/expression.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { pointingTo } from '../kernel/pointing.ts'
import { readTable } from '../kernel/read-table.ts'
import { mergedPoints } from './merge-points.sql.ts'
import { planPoints } from './merge-points.ts'
import { repoint } from './related.sql.ts'

interface Merge {
  readonly object: ObjectType
  readonly master: string
  readonly losers: readonly string[]
}

/** Moved by rules of their own. */
const apart: ReadonlySet<string> = new Set(['contact_point', 'share'])

/**
 * Brings everything that hangs on the losers, or points to them, to the master.
 * @returns who follows the master from now on because they followed a loser
 */
export async function moveRelations(ctx: Context, merge: Merge): Promise<readonly string[]> {
  const { object, master, losers } = merge
  await movePoints(ctx, merge)
  await moveShares(ctx, merge)
  for (const from of pointingTo(ctx.model.objects.values(), object))
    if (!apart.has(from.object.name)) await repoint(ctx, from, object, losers, master)
  await uniteAffiliations(ctx, merge)
  await uniteRoles(ctx, merge)
  await replaceInDocuments(ctx, merge)
  return moveFollowers(ctx, merge)
}

async function movePoints(ctx: Context, { object: { name }, master, losers }: Merge): Promise<void> {
  if (name !== 'account' && name !== 'contact') return
  const plan = planPoints(master, await mergedPoints(ctx, name, [master, ...losers]))
  await ctx.lock('contact_point', [...plan.moved, ...plan.removed, ...plan.marked.map(({ id }) => id)])
  await ctx.remove('contact_point', plan.removed, { computed: true })
  const marks = new Map(plan.marked.map(({ id, ...marks }) => [id, marks]))
  const moved = new Set(plan.moved)
  const ids = [...new Set([...moved, ...marks.keys()])]
  const patches = ids.map((id) => ({
    id,
    ...marks.get(id),
    ...(moved.has(id) ? { [name]: master, primary: false } : {}),
  }))
  await ctx.updateMany('contact_point', patches, { computed: true })
}

interface SharedRow {
  readonly id: string
  readonly record: string
  readonly who: string
  readonly access: 'read' | 'edit'
  readonly until: Date | null
}

/** Each person and team keeps one share. */
async function moveShares(ctx: Context, { object, master, losers }: Merge): Promise<void> {
  const rows = await ctx.tx.rows<SharedRow>(sql`
    select s.id, s.record, coalesce(s.user_id, s.team_id)::text as who, s.access, s.until from app.share s
    where s.workspace_id = ${ctx.actor.workspaceId} and s.object = ${object.name} and s.deleted_at is null
    and s.record = any(${[master, ...losers]}::uuid[]) order by s.record = ${master} desc, s.id`)
  const kept = new Map<string, SharedRow>()
  const patches = new Map<string, Values & { id: string }>()
  const removed: string[] = []
  for (const row of rows) {
    const first = kept.get(row.who)
    if (!first) {
      kept.set(row.who, row)
      if (row.record !== master) patches.set(row.id, { id: row.id, record: master })
      continue
    }
    removed.push(row.id)
    const widened = widest(first, row)
    kept.set(row.who, widened)
    if (widened !== first)
      patches.set(first.id, {
        ...patches.get(first.id),
        id: first.id,
        access: widened.access,
        until: widened.until?.toISOString() ?? null,
      })
  }
  await ctx.remove('share', removed, { computed: true })
  await ctx.updateMany('share', [...patches.values()], { computed: true })
}

/** What lasts longer; of two that last as long, the one that lets more be done. Nobody gets more, or for longer, than was given. */
function widest(a: SharedRow, b: SharedRow): SharedRow {
  const [first, second] = [lasts(a), lasts(b)]
  const better = second > first || (second === first && b.access === 'edit')
  return better ? { ...a, access: b.access, until: b.until } : a
}

function lasts({ until }: SharedRow): number {
  return until?.getTime() ?? Number.POSITIVE_INFINITY
}

interface AffiliationRow {
  readonly id: string
  readonly contact: string
  readonly account: string
  readonly primary: boolean
  readonly current: boolean
}

/** Each person belongs to a company once, and has one main company. */
async function uniteAffiliations(ctx: Context, { object, master }: Merge): Promise<void> {
  if (object.name !== 'account' && object.name !== 'contact') return
  const rows = await ctx.tx.rows<AffiliationRow>(sql`
    select a.id, a.contact_id as contact, a.account_id as account, a."primary", a."to" is null as current
    from app.affiliation a where a.workspace_id = ${ctx.actor.workspaceId} and a.deleted_at is null
    and (a.contact_id = ${master} or a.account_id = ${master})
    order by a."primary" desc, a.created_at, a.id`)
  const seen = new Set<string>()
  const main = new Set<string>()
  const removed: string[] = []
  const lowered: (Values & { id: string })[] = []
  for (const { id, contact, account, primary, current } of rows) {
    const pair = `${contact} ${account}`
    if (current && seen.has(pair)) removed.push(id)
    else if (primary && main.has(contact)) lowered.push({ id, primary: false })
    if (current) seen.add(pair)
    if (primary) main.add(contact)
  }
  await ctx.remove('affiliation', removed, { computed: true })
  await ctx.updateMany('affiliation', lowered, { computed: true })
}

/** A person has one part in a deal. */
async function uniteRoles(ctx: Context, { object, master }: Merge): Promise<void> {
  if (object.name !== 'contact' && object.name !== 'opportunity') return
  const rows = await ctx.tx.rows<{ id: string; pair: string; primary: boolean }>(sql`
    select r.id, r.opportunity_id || ' ' || r.contact_id as pair, r."primary" from app.opportunity_contact r
    where r.workspace_id = ${ctx.actor.workspaceId} and r.deleted_at is null
    and (r.contact_id = ${master} or r.opportunity_id = ${master}) order by r."primary" desc, r.created_at, r.id`)
  const again = rows.filter(({ pair }, i) => rows.findIndex((row) => row.pair === pair) < i)
  await ctx.remove(
    'opportunity_contact',
    again.map(({ id }) => id),
    { computed: true },
  )
}

/** Filters of views and reports that name a loser name the master. */
async function replaceInDocuments(ctx: Context, { master, losers }: Merge): Promise<void> {
  const patterns = losers.map((id) => `%${id}%`)
  for (const object of ctx.model.objects.values()) {
    const fields = [...object.fields.values()].filter(({ type, custom }) => type.kind === 'document' && !custom)
    for (const field of fields) {
      const rows = await ctx.tx.rows<{ id: string }>(sql`
        select t.id from ${readTable(object)} t where t.workspace_id = ${ctx.actor.workspaceId} and t.deleted_at is null
        and ${orderColumn(field, 't')}::text like any(${patterns}::text[]) order by t.id`)
      const records = await ctx.lock(
        object.name,
        rows.map(({ id }) => id),
      )
      const replaced = [...records].map(([id, record]) => {
        const text = losers.reduce((all, loser) => all.replaceAll(loser, master), JSON.stringify(record[field.name]))
        return { id, [field.name]: JSON.parse(text) as unknown }
      })
      await ctx.updateMany(object.name, replaced, { computed: true })
    }
  }
}

async function moveFollowers(ctx: Context, { master, losers }: Merge): Promise<readonly string[]> {
  const rows = await ctx.tx.rows<{ id: string }>(sql`
    insert into tendero.follower (workspace_id, record_id, user_id, following)
    select ${ctx.actor.workspaceId}::uuid, ${master}::uuid, f.user_id, bool_or(f.following) from app.follower f
    where f.workspace_id = ${ctx.actor.workspaceId} and f.record_id = any(${losers}::uuid[]) group by f.user_id
    on conflict (workspace_id, record_id, user_id) do nothing returning user_id as id`)
  return rows.map(({ id }) => id)
}
