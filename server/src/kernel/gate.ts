import type { ObjectType } from '@tendero/model'
import type { Context } from './context.ts'
import type { Values } from './lifecycle.ts'

/** A record that somebody is about to write. */
export interface GatedChange {
  readonly object: ObjectType
  /** The id that a change concerns; none for a new record, unless its caller gave it one. */
  readonly id: string | undefined
  /** What stands there; null for a new record. */
  readonly before: Values | null
  readonly patch: Values
}

/**
 * What a slice asks before somebody writes a record, person or program, and may hold up by throwing a Failure. Whoever
 * insists (`Tendero-Allow-Duplicates: true`) is not asked; nor are imports and what the program does on its own account.
 */
export interface Gate {
  readonly objects: readonly string[]
  ask(ctx: Context, change: GatedChange): Promise<void>
}

/** @throws Failure of a gate that holds the change up */
export async function passGates(ctx: Context, change: GatedChange): Promise<void> {
  if (ctx.actor.insists) return
  for (const gate of ctx.kernel.gates) if (gate.objects.includes(change.object.name)) await gate.ask(ctx, change)
}
