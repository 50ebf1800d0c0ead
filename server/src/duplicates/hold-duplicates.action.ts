import type { PossibleDuplicate } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import { Failure } from '../kernel/failure.ts'
import type { Gate, GatedChange } from '../kernel/gate.ts'
import { duplicateCandidates, type Found } from './candidates.sql.ts'
import { matchedObject, matchedObjects, touchesMatched } from './matched-objects.ts'
import { dismissedOf } from './pairs.sql.ts'
import { loadRule } from './rules.sql.ts'

/**
 * Whoever writes a record that is likely there already is told so, and may insist. A change is held up only by a likeness
 * that it brings: what looked the same before it is a matter of the review queue.
 */
export const holdDuplicates: Gate = {
  objects: matchedObjects.map(({ object }) => object),
  async ask(ctx, change) {
    const matched = matchedObject(change.object.name)
    if (!matched || !touchesMatched(matched, change.patch)) return
    if ((await loadRule(ctx.tx, matched)).mode !== 'hold') return
    const after = await heldBy(ctx, change, { ...change.before, ...change.patch })
    if (after.length === 0) return
    const before = change.before ? await heldBy(ctx, change, change.before) : []
    const candidates = after.filter(({ id }) => !before.some((one) => one.id === id))
    if (candidates.length === 0) return
    const details: PossibleDuplicate = { candidates: candidates.map(({ held: _, ...candidate }) => candidate) }
    throw new Failure(409, 'possible_duplicate', { details: { ...details } })
  },
}

async function heldBy(
  ctx: Context,
  { object, id }: GatedChange,
  values: GatedChange['patch'],
): Promise<readonly Found[]> {
  const matched = matchedObject(object.name)
  if (!matched) return []
  const found = await duplicateCandidates(ctx, { object, matched, id, values })
  const dismissed = id ? await dismissedOf(ctx, object.name, id) : new Set<string>()
  return found.filter((one) => one.held && !dismissed.has(one.id))
}
