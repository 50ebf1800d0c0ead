import { sql } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import { invalid } from '../kernel/failure.ts'
import type { Change, Lifecycle } from '../kernel/lifecycle.ts'
import { type Passage, pastEntries } from './past-entries.ts'

/**
 * Stage entries that somebody tells, in a file or one by one, take the place of those that the program assumed when the
 * deal was made; the deal is in its stage since the entry that has not ended. What one operation tells is one past.
 */
export const pastLifecycle: Lifecycle = { object: 'stage_entry', after: tellPast }

async function tellPast(ctx: Context, changes: readonly Change[]): Promise<void> {
  const told = changes.filter((change) => change.verb === 'create' && !change.computed)
  const deals = [...new Set(told.map((change) => String(change.patch.opportunity)))].sort()
  if (deals.length === 0) return
  const held = await ctx.lock('opportunity', deals)
  for (const { patch } of told)
    if (!patch.leftAt && held.get(String(patch.opportunity))?.stage !== patch.stage)
      throw invalid({ leftAt: { code: 'required' } })
  const entries = await entriesOf(ctx, deals)
  const removed: string[] = []
  const cut: Passage[] = []
  for (const deal of deals) {
    const own = entries.filter((entry) => entry.opportunity === deal)
    const [given, assumed] = [own.filter((entry) => entry.told), own.filter((entry) => !entry.told)]
    const plan = pastEntries(given.map(passageOf), assumed.map(passageOf))
    removed.push(...plan.removed)
    cut.push(...plan.cut)
  }
  await ctx.remove('stage_entry', removed, { computed: true })
  await ctx.updateMany('stage_entry', cut.map(timesOf), { computed: true })
  const since = await presentSince(ctx, deals)
  const moved = [...since].filter(([id, at]) => instantOf(held.get(id)?.stageEnteredAt) !== at.getTime())
  await ctx.updateMany(
    'opportunity',
    moved.map(([id, at]) => ({ id, stageEnteredAt: at.toISOString() })),
    { computed: true },
  )
}

interface Entry {
  readonly id: string
  readonly opportunity: string
  readonly entered: Date
  readonly left: Date | null
  /** Made by this operation, and not what it made of another's. */
  readonly told: boolean
}

function entriesOf({ tx, actor, operationId }: Context, deals: readonly string[]): Promise<readonly Entry[]> {
  return tx.rows(sql`
    select e.id, e.opportunity_id as opportunity, e.entered_at as entered, e.left_at as left,
      (e.operation_id = ${operationId} and e.version = 1) as told
    from app.stage_entry e where e.workspace_id = ${actor.workspaceId} and e.opportunity_id = any(${deals}::uuid[])
    and e.deleted_at is null order by e.entered_at, e.id`)
}

function passageOf({ id, entered, left }: Entry): Passage {
  return { id, enteredAt: entered.getTime(), leftAt: left?.getTime() ?? null }
}

function timesOf({ id, enteredAt, leftAt }: Passage): { id: string; enteredAt: string; leftAt: string | null } {
  const instant = (at: number) => new Date(at).toISOString()
  return { id, enteredAt: instant(enteredAt), leftAt: leftAt === null ? null : instant(leftAt) }
}

function instantOf(value: unknown): number {
  return typeof value === 'string' ? new Date(value).getTime() : Number.NaN
}

/** Since when deals are in their stage. */
async function presentSince(ctx: Context, deals: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const present = (await entriesOf(ctx, deals)).filter((entry) => entry.left === null)
  return new Map(present.map((one) => [one.opportunity, one.entered]))
}
