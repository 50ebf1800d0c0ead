import type { Context } from '../kernel/context.ts'
import type { Change, Lifecycle, Values } from '../kernel/lifecycle.ts'
import { earliest, type Step, sameStep, stepOf } from './next-step.ts'
import { nextSteps, type Stepping } from './next-steps.sql.ts'

const stepping: readonly Stepping[] = ['lead', 'opportunity']

/**
 * Keeps the next step of leads and opportunities: their earliest open activity with a due time. The records are locked
 * first, so that of two people who plan something the second sees both.
 */
export const nextStepLifecycle: Lifecycle = {
  object: 'activity',
  afterUndo: true,
  async after(ctx, changes) {
    const records = new Map<Stepping, readonly string[]>()
    for (const object of stepping) {
      const ids = concerned(changes, object)
      if (ids.length > 0) records.set(object, ids)
    }
    if (records.size > 0) await (changes.every(isNew) ? addSteps : findSteps)(ctx, records, changes)
  },
}

type Records = ReadonlyMap<Stepping, readonly string[]>

function isNew(change: Change): boolean {
  return change.verb === 'create'
}

/** Before and after: an activity may be moved from one record to another. */
function states(change: Change): readonly [before: Values | null, after: Values | null] {
  const after = { ...change.before, ...change.patch }
  if (change.verb === 'restore') return [null, after]
  return [change.before, change.verb === 'delete' ? null : after]
}

function concerned(changes: readonly Change[], object: Stepping): readonly string[] {
  const ids = new Set<string>()
  for (const change of changes)
    for (const values of states(change)) {
      const id = stepOf(change.id, values) ? values?.[object] : undefined
      if (typeof id === 'string') ids.add(id)
    }
  return [...ids].sort()
}

/** New activities can only come before what is there. */
async function addSteps(ctx: Context, records: Records, changes: readonly Change[]): Promise<void> {
  for (const [object, ids] of records)
    await write(ctx, object, ids, (id, record) =>
      earliest([
        known(record),
        ...changes.filter((change) => change.patch[object] === id).map((change) => stepOf(change.id, change.patch)),
      ]),
    )
}

async function findSteps(ctx: Context, records: Records): Promise<void> {
  for (const [object, ids] of records) await ctx.lock(object, ids)
  const found = await nextSteps(ctx, records)
  for (const [object, ids] of records) await write(ctx, object, ids, (id) => found.get(id) ?? null)
}

function known(record: Values): Step | null {
  const { nextStep, nextStepAt } = record
  return typeof nextStep === 'string' && typeof nextStepAt === 'string' ? { id: nextStep, dueAt: nextStepAt } : null
}

async function write(
  ctx: Context,
  object: Stepping,
  ids: readonly string[],
  stepFor: (id: string, record: Values) => Step | null,
): Promise<void> {
  const held = await ctx.lock(object, ids)
  const patches = [...held].flatMap(([id, record]) => {
    const step = stepFor(id, record)
    if (sameStep(step, known(record))) return []
    return [{ id, nextStep: step?.id ?? null, nextStepAt: step?.dueAt ?? null }]
  })
  await ctx.updateMany(object, patches, { computed: true })
}
